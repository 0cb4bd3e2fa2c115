namespace Contagion.Analysis.Tests;

/// <summary>Platforms drawn at random, failures likelier the higher the sum of their features.</summary>
internal static class RandomPlatforms
{
    /// <summary>At least two failed and two healthy ones.</summary>
    /// <param name="seed">Decides all.</param>
    /// <param name="count">How many, at least 8.</param>
    /// <param name="features">How many features.</param>
    /// <param name="steps">How many values a feature has; few make many ties.</param>
    public static TrainingSet Of(int seed, int count, int features, int steps = 1000)
    {
        var random = new Random(seed);
        double[][] rows = [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, features).Select(_ => (double)random.Next(steps) / steps).ToArray())];
        bool[] hasFailed = [.. rows.Select((row, platform) => platform < 4 ? platform % 2 == 0 : random.NextDouble() < 1 / (1 + Math.Exp(features - (2 * row.Sum()))))];
        return new TrainingSet([.. Enumerable.Range(0, features).Select(feature => $"x{feature}")], rows, hasFailed);
    }
}
