using System.Diagnostics;

namespace Contagion.Grains;

/// <summary>Spans of runs; these bear the run's id.</summary>
public static class RunTrace
{
    /// <summary>Name of the source.</summary>
    public const string Name = "Contagion";

    private static readonly ActivitySource Source = new(Name);

    /// <summary>Begins a span of a run; null where nobody listens.</summary>
    /// <param name="what">What is done.</param>
    /// <param name="run">The run's id.</param>
    public static Activity? Begin(string what, string run) => Source.StartActivity(what)?.SetTag("contagion.run", run);
}
