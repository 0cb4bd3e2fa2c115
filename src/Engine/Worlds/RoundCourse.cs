using System.Runtime.InteropServices;

namespace Contagion.Engine;

/// <summary>A world under a mechanism of one period: a step is a round, and shocks strike between rounds.</summary>
internal sealed class RoundCourse : Course
{
    private readonly Stress<OneLane> _stress;
    private readonly List<int> _hit = [];
    private readonly HashSet<int> _isHit = [];
    private OneLane _active;
    private int _rounds;
    private bool _isStruck = true;
    private bool _isOpening = true;

    /// <param name="plan">The scenario's own shocks.</param>
    /// <param name="network">The network.</param>
    /// <param name="cascade">Room for the replication.</param>
    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public RoundCourse(ReplicationPlan plan, Network network, Cascade<OneLane> cascade)
    {
        (Cascade, _stress) = (cascade, new Stress<OneLane>(network, takesAnyOrder: true));
        _ = plan.Apply(plan.ReplicationAt(0), 0, 0, _stress);
        _active = cascade.Begin(_stress, OneLane.All);
    }

    public override bool IsAtRest => OneLane.IsNone(_active);

    public override bool IsConverged => OneLane.IsNone(Cascade.Unsolved);

    public override int Period => 0;

    public override bool HasBegun => true;

    public override (int[]? List, int Count) Reached => _isOpening || (_isStruck && Cascade.StrikesEverybody)
        ? (null, _stress.Network.Count)
        : _isStruck ? ([.. _hit], _hit.Count) : Cascade.Swept;

    public override void Strike(ReplicationPlan plan)
    {
        var before = _stress.Touched.Length;
        _ = plan.Apply(plan.ReplicationAt(0), 0, 0, _stress);
        _hit.Clear();
        _isHit.Clear();
        foreach (var institution in _stress.Touched[before..])
        {
            if (_isHit.Add(institution))
            {
                _hit.Add(institution);
            }
        }

        // Before the first round it is as if they had been shocks of the scenario.
        _active = _rounds == 0 ? Cascade.Begin(_stress, OneLane.All) : _active | Cascade.Strike(_stress, CollectionsMarshal.AsSpan(_hit), OneLane.All);
        (_isStruck, _isOpening) = (true, false);
    }

    public override bool Step(CancellationToken cancellationToken)
    {
        if (IsAtRest)
        {
            return false;
        }

        Cascade.Cancellation = cancellationToken;
        (_isStruck, _isOpening) = (false, false);
        _active = Cascade.Step(++_rounds, _active);
        return true;
    }
}
