using Contagion.Analysis;
using Contagion.Data;
using Contagion.Engine;

namespace Contagion.Api;

/// <summary>What is looked at of finished runs, kept for a while, so that the next look is quick.</summary>
/// <param name="loaded">Their scenarios.</param>
public sealed class RunLook(LoadedScenarios loaded)
{
    /// <summary>How many things are kept of each kind. A replay is some hundred megabytes at most.</summary>
    private const int KeptMax = 8;

    private readonly Recent<string, InstitutionTable> _tables = new(KeptMax);
    private readonly Recent<(string Run, int Replication), CascadeReplay> _replays = new(KeptMax);
    private readonly Recent<(string Run, string? Group, int Most), NetworkMap> _maps = new(KeptMax * KeptMax);

    /// <summary>The scenario of a run.</summary>
    internal ScenarioFile FileOf(Job run) => loaded.Of(run);

    /// <summary>What came of each institution.</summary>
    /// <exception cref="Refusal">The run is not completed.</exception>
    internal InstitutionTable TableOf(Job run) => _tables.Get(Expect(run).Key, () => InstitutionTable.Read(Path.Combine(run.Results, "institutions.csv")));

    /// <summary>The run's network as a picture, with what came of it once that is known.</summary>
    internal NetworkMap MapOf(Job run, string? group, int? most)
    {
        var count = MostOf(most);
        return run.State == JobState.Completed ? _maps.Get((run.Key, group, count), () => Draw(loaded.Of(run).Network, LossesOf(run), group, count))
            : Draw(loaded.Of(run).Network, null, group, count);
    }

    /// <summary>A picture of a network.</summary>
    /// <exception cref="Refusal">There is no such group.</exception>
    internal static NetworkMap Draw(Contagion.Networks.Network network, MapLosses? losses, string? group, int most)
    {
        try
        {
            return NetworkMap.Of(network, losses, group, most);
        }
        catch (KeyNotFoundException unknown)
        {
            throw Refusal.Unknown(unknown.Message);
        }
    }

    /// <summary>How many institutions are drawn one by one.</summary>
    internal static int MostOf(int? most) => most is null or (>= 1 and <= NetworkMap.MostMax) ? most ?? NetworkMap.MostUsual
        : throw Refusal.Wrong($"'most' is {most}; expected a whole number from 1 to {NetworkMap.MostMax}");

    /// <summary>A replication of a run, lived through again.</summary>
    /// <exception cref="Refusal">There is no such replication.</exception>
    internal CascadeReplay ReplayOf(Job run, int? replication, CancellationToken stop)
    {
        var scenario = loaded.Of(run).Scenario;
        var (first, count) = scenario.Run.Replication is { } only ? (only, 1) : (0, new ReplicationPlan(scenario, loaded.Of(run).Network).Count);
        var wanted = replication ?? first;
        if (wanted < first || wanted >= first + count)
        {
            throw Refusal.Wrong($"'replication' is {wanted}; expected a whole number from {first} to {first + count - 1}");
        }

        while (true)
        {
            try
            {
                return _replays.Get((run.Key, wanted), () => CascadeReplay.Of(scenario, loaded.Of(run).Network, wanted, stop));
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested)
            {
                // Somebody else had begun it, and has gone.
            }
        }
    }

    /// <summary>Refuses to look at what is not there yet.</summary>
    internal static Job Expect(Job run) => run.State == JobState.Completed ? run
        : throw Refusal.Conflict($"there are no results: the run is {Model.Words.Of(run.State)}; expected a completed one", run.IsEnded ? null : TimeSpan.FromSeconds(1));

    private MapLosses LossesOf(Job run)
    {
        var table = TableOf(run);
        return new MapLosses(table.Find("mean_loss")!, table.Find("initial_equity")!, table.Find("default_probability")!);
    }
}
