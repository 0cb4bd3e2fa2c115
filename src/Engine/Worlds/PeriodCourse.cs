namespace Contagion.Engine;

/// <summary>A world under a mechanism over periods: a step is a whole period, and shocks fall due in the one that it opens.</summary>
internal sealed class PeriodCourse : Course
{
    private readonly ReplicationPlan _plan;
    private readonly Stress<OneLane> _stress;
    private readonly List<ReplicationPlan> _due = [];
    private readonly int _roundsMax;
    private int _period;
    private int _rounds;
    private OneLane _unsolved;

    /// <param name="plan">The scenario's own shocks.</param>
    /// <param name="network">The network.</param>
    /// <param name="cascade">Room for the replication.</param>
    /// <param name="roundsMax">Rounds after which the fixed point of a period is given up.</param>
    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public PeriodCourse(ReplicationPlan plan, Network network, Cascade<OneLane> cascade, int roundsMax) =>
        (_plan, _stress, Cascade, _roundsMax) = (plan, new Stress<OneLane>(network), cascade, roundsMax);

    public override bool IsAtRest => false;

    public override bool IsConverged => OneLane.IsNone(_unsolved | Cascade.Unsolved);

    public override int Period => _period;

    public override bool HasBegun => _period > 0;

    public override (int[]? List, int Count) Reached => (null, _stress.Network.Count);

    public override void Strike(ReplicationPlan plan) => _due.Add(plan);

    public override bool Step(CancellationToken cancellationToken)
    {
        _stress.Clear();
        foreach (var plan in _due.Prepend(_plan))
        {
            _ = plan.Apply(plan.ReplicationAt(0), 0, _period, _stress);
        }

        _due.Clear();
        Cascade.Cancellation = cancellationToken;
        var active = _period == 0 ? Cascade.Begin(_stress, OneLane.All) : Cascade.Open(_period, _stress);
        for (var round = 1; !OneLane.IsNone(active) && round <= _roundsMax; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            active = Cascade.Step(++_rounds, active);
        }

        _unsolved |= active;
        Cascade.Close(_period++);
        return true;
    }
}
