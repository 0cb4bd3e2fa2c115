using Contagion.Engine;
using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Analysis;

/// <summary>One replication of a run lived through again, step by step: who lost what when.</summary>
/// <remarks>
/// Bit for bit what the run found, where the run took the way there: with <c>run.path: false</c> some mechanisms jump to the fixed point, and reach it by other sums.
/// Does not change once made: any number of threads may ask it.
/// </remarks>
public sealed class CascadeReplay
{
    /// <summary>The most steps that are followed; a person does not look at more.</summary>
    public const int StepsMax = 2000;

    /// <summary>Changes of institutions after which no further step is taken: some hundred megabytes of them.</summary>
    public const long ChangesMax = 2_000_000;

    private readonly WorldView _end;

    private CascadeReplay(WorldView end) => _end = end;

    /// <summary>Index of the replication, from 0.</summary>
    public required int Replication { get; init; }

    /// <summary>What a step is.</summary>
    public required CascadeSteps Steps { get; init; }

    /// <summary>Whether all of it was followed; false where it was left at <see cref="StepsMax"/> or <see cref="ChangesMax"/>.</summary>
    public required bool IsWhole { get; init; }

    /// <summary>How everybody stood after each step, from step 0 on: after the shock, or under periods before the first.</summary>
    public required IReadOnlyList<CascadeState> States { get; init; }

    /// <summary>The network of the replication.</summary>
    public Network Network => _end.Network;

    /// <summary>Lives through a replication.</summary>
    /// <param name="scenario">A scenario that has no faults on its network.</param>
    /// <param name="network">Its network.</param>
    /// <param name="replication">Which replication, from 0.</param>
    /// <param name="cancellationToken">Asked on the way.</param>
    /// <param name="stepsMax">The most steps to follow.</param>
    /// <param name="changesMax">Changes after which no further step is taken.</param>
    /// <exception cref="ArgumentOutOfRangeException">The scenario has no such replication.</exception>
    public static CascadeReplay Of(
        Scenario scenario, Network network, int replication, CancellationToken cancellationToken = default, int stepsMax = StepsMax, long changesMax = ChangesMax)
    {
        var count = new ReplicationPlan(scenario with { Run = scenario.Run with { Replication = null } }, network).Count;
        if (replication < 0 || replication >= count)
        {
            throw new ArgumentOutOfRangeException(nameof(replication), replication, $"The run has {Meaning.Count(count, "replication")}, counted from 0.");
        }

        var world = World.Open(scenario with { Run = scenario.Run with { Replication = replication } }, network);
        var hasPeriods = scenario.Channels.Solvency is Joint;
        var last = hasPeriods ? scenario.Run.Periods : scenario.Run.MaxRounds;
        List<CascadeState> states = [StateOf(world.View)];
        while (!IsOver(world.View, last) && states.Count <= stepsMax && world.View.ChangesCount <= changesMax)
        {
            world.Do(new WorldCommand.Step(states.Count, 1), cancellationToken);
            states.Add(StateOf(world.View));
        }

        return new CascadeReplay(world.View)
        {
            Replication = replication, Steps = hasPeriods ? CascadeSteps.Periods : CascadeSteps.Rounds, IsWhole = IsOver(world.View, last), States = states,
        };
    }

    /// <summary>The way of the replication on a map.</summary>
    /// <param name="map">A map of the network of the run, or of another replication of it.</param>
    /// <exception cref="ArgumentException">The map is of another number of institutions.</exception>
    public CascadePath On(NetworkMap map) => map.Institutions == Network.Count
        ? new CascadePath(Replication, Steps, IsWhole, States, CascadeChanges.Of(_end, map))
        : throw new ArgumentException($"The map has {Meaning.Count(map.Institutions, "institution")}, the replication {Network.Count}.", nameof(map));

    /// <summary>When an institution changed and to what, first to last.</summary>
    /// <exception cref="WorldException">There is none of this id.</exception>
    public IReadOnlyList<InstitutionChange> HistoryOf(string institution) => [.. _end.History(institution, WorldView.HistoryMax).Reverse()];

    private static bool IsOver(WorldView view, int last) => view.Totals.IsAtRest || view.Totals.Steps >= last;

    private static CascadeState StateOf(WorldView view) => new(view.Totals.Steps, view.Totals.Defaults, view.Totals.Loss);
}

/// <summary>What a step of a cascade is.</summary>
public enum CascadeSteps
{
    /// <summary>A round.</summary>
    Rounds,

    /// <summary>A period.</summary>
    Periods,
}

/// <summary>How everybody stands after a step.</summary>
/// <param name="Step">Steps taken.</param>
/// <param name="Defaults">Institutions in default.</param>
/// <param name="Loss">Equity lost so far, in the scenario's currency unit.</param>
public readonly record struct CascadeState(long Step, int Defaults, double Loss);
