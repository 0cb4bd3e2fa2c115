namespace Contagion.Analysis;

/// <summary>Says how likely a platform is to fail, from its features.</summary>
/// <remarks>The same features give the same bits on every machine: scores may decide who is admitted in a scenario.</remarks>
public interface IScorer
{
    /// <summary>The features that it asks for, in the order in which it takes them.</summary>
    IReadOnlyList<string> Features { get; }

    /// <summary>The probability of failure, calibrated on the platforms it was trained on.</summary>
    /// <param name="features">A finite number for each of <see cref="Features"/>.</param>
    /// <returns>In [0, 1].</returns>
    double Score(ReadOnlySpan<double> features);
}
