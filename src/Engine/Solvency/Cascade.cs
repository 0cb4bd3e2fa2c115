using System.Runtime.CompilerServices;

namespace Contagion.Engine;

/// <summary>The state of one block on its way from the shocks to the fixed point. Every replication is a lane and does not notice the others.</summary>
/// <remarks>
/// Begin, then Step while a lane is active. A lane that has come to rest no longer changes, whatever its neighbours do. An institution none of
/// whose counterparties changed is not looked at: a cascade that reaches few costs about what their rows cost, its start included.
/// </remarks>
/// <typeparam name="TLanes">How many replications travel together.</typeparam>
public abstract partial class Cascade<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>Fewer institutions than this are done before another thread has woken up.</summary>
    private const int ItemsShared = 2048;

    private readonly List<(StateArray<TLanes> Array, Func<int, double>? AtRest)> _state = [];
    private readonly Action<int> _carry;
    private ExactSum<TLanes> _loss;
    private Crew? _crew;
    private Tally<TLanes>[] _tallies = [];
    private LaneArray<TLanes> _rooms = new(Part<TLanes>.RoomMax);
    private int _phase;
    private int[]? _list;
    private int _items;

    private protected Cascade(Dynamics dynamics)
    {
        (Dynamics, Set) = (dynamics, new ActiveSet(dynamics));
        DefaultRounds = NewState(_ => -1);
        // Made once: a delegate made in each round would be memory in each round.
        _carry = Carry;
    }

    /// <summary>Asked now and then during long work within a round.</summary>
    public CancellationToken Cancellation { get; set; }

    /// <summary>Institutions in default so far.</summary>
    public TLanes Defaults { get; private set; }

    /// <summary>Lanes whose inner search for a fixed point was given up.</summary>
    public TLanes Unsolved { get; private protected set; }

    /// <summary>Equity lost so far, over all institutions, if <see cref="CountsLoss"/>.</summary>
    public virtual TLanes Loss => _loss.Total;

    /// <summary>Whether <see cref="Loss"/> is asked for.</summary>
    public bool CountsLoss { get; set; }

    /// <summary>Whether books are checked on the way, where the mechanism keeps any.</summary>
    public bool IsAudited { get; set; }

    /// <summary>Claims walked since the start, for whoever measures: each counts once for all lanes.</summary>
    public long Work { get; private set; }

    /// <summary>Who has to be looked at.</summary>
    internal ActiveSet Set { get; }

    private protected Dynamics Dynamics { get; }

    private protected LaneArray<TLanes> DefaultRounds { get; }

    /// <summary>Rounds that each lane has taken so far, over all periods: those of its neighbours must not show in when it defaulted.</summary>
    private TLanes _rounds;

    /// <summary>The round that the partitions are in.</summary>
    private protected int Round { get; private set; }

    /// <summary>The lanes that the partitions may change.</summary>
    private protected TLanes Active { get; set; }

    /// <summary>Whether the sweep goes over everybody.</summary>
    private protected bool IsSweepFull { get; private set; }

    /// <summary>Whether the sweep adds up losses.</summary>
    private protected bool IsLossCounted { get; private set; }

    /// <summary>Whether <see cref="Partition"/> adds up losses itself in a sweep over everybody, so that <see cref="AddLoss"/> need not.</summary>
    private protected virtual bool AddsLossInPassing => false;

    /// <summary>Where more institutions change in a sweep, the mechanism does not ask who.</summary>
    private protected virtual int ListsAtMost => int.MaxValue;

    /// <summary>Starts anew after the shocks.</summary>
    /// <param name="stress">What the shocks do.</param>
    /// <param name="used">Mask of the lanes that carry a replication.</param>
    /// <returns>Mask of the lanes in which something is under way.</returns>
    public TLanes Begin(Stress<TLanes> stress, TLanes used)
    {
        Rest();
        _shared?.Begin();
        Set.Start(stress.Touched);
        (Unsolved, Defaults, Work, Round, _rounds, Active) = (TLanes.Zero, TLanes.Zero, 0, 0, TLanes.Zero, used);
        var tally = default(Tally<TLanes>);
        Begin(stress, ref tally);
        for (var item = 0; item < Set.TouchedCount && CountsLoss; item++)
        {
            var institution = Set.TouchedAt(item);
            tally.Loss.Add(LossOf(institution, NetWorth(institution)), Dynamics.LossScale);
        }

        (Defaults, _loss) = (Defaults + tally.Defaults, tally.Loss);
        return tally.Moved & used;
    }

    /// <summary>One synchronous round: reads only what the round before left.</summary>
    /// <param name="round">The round, counted from 1.</param>
    /// <param name="active">Mask of the lanes that may change.</param>
    /// <returns>Mask of the lanes in which something is still under way.</returns>
    public TLanes Step(int round, TLanes active)
    {
        (Round, Active) = (round, active);
        _rounds += active & TLanes.One;
        return Step() & active;
    }

    /// <summary>Whether where it stands is noted after every round; else at the end of every period.</summary>
    public virtual bool HasPathOfRounds => true;

    /// <summary>Begins a period after the first; returns the mask of the lanes in which something is under way.</summary>
    /// <param name="period">The period, counted from 0.</param>
    /// <param name="stress">What falls due in it.</param>
    public virtual TLanes Open(int period, Stress<TLanes> stress) => throw new InvalidOperationException("This mechanism knows one period.");

    /// <summary>Ends a period once its rounds are over.</summary>
    public virtual void Close(int period)
    {
    }

    /// <summary>Whether the fixed point can be found without the way there.</summary>
    public virtual bool HasShortcut => false;

    /// <summary>Goes straight from the shocks to the fixed point; who defaults on top is noted in round 1.</summary>
    /// <param name="active">Mask of the lanes to solve.</param>
    /// <param name="passes">Receives how many passes over the rows each lane took.</param>
    /// <returns>Mask of the lanes that were given up.</returns>
    public TLanes Jump(TLanes active, out TLanes passes)
    {
        (Round, _rounds, Active) = (1, TLanes.One, active);
        Set.TouchEverybody();
        var tally = default(Tally<TLanes>);
        passes = TLanes.Zero;
        var open = Jump(ref tally, ref passes);
        Defaults += tally.Defaults;
        return open;
    }

    /// <summary>The round in which an institution defaulted, 0 on the direct shock alone; −1 where it did not.</summary>
    public TLanes DefaultRound(int institution) => DefaultRounds[institution];

    /// <summary>What an institution is worth now; negative when it owes more than it owns.</summary>
    public abstract TLanes NetWorth(int institution);

    /// <summary>What an institution was worth right after the shocks, computed as <see cref="NetWorth"/> is: who is hit by nothing else has the
    /// same bits in both.</summary>
    public abstract TLanes ShockedWorth(int institution);

    /// <summary>The share of <see cref="Dynamics.AtRisk"/> that is lost on the links of a debt.</summary>
    /// <param name="debt">Of <see cref="Dynamics.DebtOfLink"/>.</param>
    public abstract TLanes WriteDown(int debt);

    /// <summary>What an institution pays in all, where the mechanism pays.</summary>
    public virtual TLanes Payment(int institution) => throw new InvalidOperationException("This mechanism pays nobody.");

    /// <summary>What creditors outside the network lose through an institution, where the mechanism knows; else NaN.</summary>
    public virtual TLanes ExternalLoss(int institution) => TLanes.Of(double.NaN);

    /// <summary>In a run over periods, one number for each of <see cref="PeriodMetric.All"/>; else none.</summary>
    public virtual IReadOnlyList<TLanes> PeriodMetrics() => [];

    /// <summary>Distress h in [0, 1] where the mechanism measures it.</summary>
    public virtual TLanes Distress(int institution) => throw new InvalidOperationException("This mechanism measures no distress.");

    /// <summary>Distress right after the shocks where the mechanism measures it.</summary>
    public virtual TLanes InitialDistress(int institution) => throw new InvalidOperationException("This mechanism measures no distress.");

    /// <summary>Lets several threads carry the cascade together; null for the calling one alone. Changes no bit.</summary>
    internal void CarryBy(Crew? crew)
    {
        _crew = crew;
        _tallies = new Tally<TLanes>[crew?.Partitions ?? 0];
        _rooms = new LaneArray<TLanes>(Part<TLanes>.RoomMax * Math.Max(1, _tallies.Length));
    }

    /// <summary>Puts the shocks on institutions that are at rest, those of <see cref="Set"/> or everybody. The tally says in which lanes
    /// something moves.</summary>
    private protected abstract void Begin(Stress<TLanes> stress, ref Tally<TLanes> tally);

    private protected abstract TLanes Step();

    /// <summary>Takes the active lanes to their fixed point; returns those that were given up.</summary>
    private protected virtual TLanes Jump(ref Tally<TLanes> tally, ref TLanes passes) => throw new InvalidOperationException("This mechanism knows no shorter way.");

    /// <summary>A partition's part of a phase of a round: the only place where institutions change once a cascade has begun.</summary>
    /// <param name="phase">Which phase; each mechanism numbers its own.</param>
    /// <param name="part">The institutions, and room for those that others will notice.</param>
    /// <param name="tally">What the part reports.</param>
    private protected abstract void Partition(int phase, Part<TLanes> part, ref Tally<TLanes> tally);

    /// <summary>Adds the equity that a part has lost, or takes it away.</summary>
    /// <param name="part">The institutions.</param>
    /// <param name="sign">1 or −1.</param>
    /// <param name="loss">The sum.</param>
    private protected virtual void AddLoss(Part<TLanes> part, double sign, ref ExactSum<TLanes> loss)
    {
        for (var place = 0; place < part.Count; place++)
        {
            loss.Add(TLanes.Of(sign) * LossOf(part[place], NetWorth(part[place])), Dynamics.LossScale);
        }
    }

    /// <summary>An array of zeros that every block begins with.</summary>
    /// <param name="isKept">Whether nobody reads an institution's entry but its own partition, before the block is at rest.</param>
    private protected LaneArray<TLanes> NewState(bool isKept = false)
    {
        var lanes = new LaneArray<TLanes>(Dynamics.Network.Count);
        _state.Add((new StateArray<TLanes>(lanes, 1, null, isKept), null));
        return lanes;
    }

    /// <summary>An array that every block begins with.</summary>
    /// <param name="atRest">What each institution begins with.</param>
    /// <param name="perInstitution">Entries that each institution has.</param>
    /// <param name="isKept">Whether nobody reads an institution's entries but its own partition, before the block is at rest.</param>
    private protected LaneArray<TLanes> NewState(Func<int, double> atRest, int perInstitution = 1, bool isKept = false)
    {
        var lanes = new LaneArray<TLanes>(Dynamics.Network.Count * perInstitution);
        _state.Add((new StateArray<TLanes>(lanes, perInstitution, null, isKept), atRest));
        for (var institution = 0; institution < Dynamics.Network.Count; institution++)
        {
            lanes.Span.Slice(institution * perInstitution, perInstitution).Fill(TLanes.Of(atRest(institution)));
        }

        return lanes;
    }

    /// <summary>Goes over those who may notice what changed last, or over everybody when that is quicker. Who changes now is noticed next.</summary>
    private protected Tally<TLanes> SweepActive(int phase)
    {
        IsLossCounted = CountsLoss;
        var tally = IsSweepFull ? Sweep(phase, null, Dynamics.Network.Count) : Sweep(phase, Set.Active, Set.ActiveCount);
        IsLossCounted = false;
        Set.Turn(tally.Changed);
        // Over everybody, all losses have been summed; else what changed has been put in the place of what was.
        _loss = IsSweepFull ? tally.Loss : Sum(_loss, tally.Loss);
        return tally;
    }

    /// <summary>Finds out who may notice what changed last; to be called before <see cref="SweepActive"/>.</summary>
    /// <param name="themselves">Whether those who changed have to be looked at as well.</param>
    private protected void Gather(bool themselves = false) => IsSweepFull = !Set.TryGather(themselves);

    /// <summary>Goes over those who changed last. Of these, who is noted is noticed next.</summary>
    private protected Tally<TLanes> SweepChanged(int phase)
    {
        var tally = Sweep(phase, Set.Changed, Set.ChangedCount);
        Set.Turn(tally.Changed);
        return tally;
    }

    /// <summary>Goes over institutions of a list, or the first ones where there is none; returns what the partitions report together.</summary>
    private protected Tally<TLanes> Sweep(int phase, int[]? list, int items)
    {
        var tally = default(Tally<TLanes>);
        if (_shared is not null)
        {
            _phase = phase;
            tally = _shared.Sweep(list, items, Set.ChangedBefore, ListsAtMost);
        }
        else if (_crew is null || (list is not null && items < ItemsShared))
        {
            (_phase, _list) = (phase, list);
            Carry(0, items, _rooms.Span, ref tally);
        }
        else
        {
            (_phase, _list, _items) = (phase, list, items);
            _crew.Run(_carry);
            for (var part = 0; part < _tallies.Length; part++)
            {
                // Each part has noted who changed in its own place: moved together they are one list.
                Array.Copy(Set.ChangedBefore, Edge(part), Set.ChangedBefore, tally.Changed, _tallies[part].Changed);
                tally.Add(_tallies[part]);
            }
        }

        Defaults += tally.Defaults;
        Work += tally.Work;
        return tally;
    }

    /// <summary>The equity that an institution has lost when it is worth so much.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private protected TLanes LossOf(int institution, TLanes worth) =>
        TLanes.Of(Dynamics.Stake[institution]) - TLanes.Max(TLanes.Zero, worth);

    /// <summary>Notes the round for the lanes of the mask in which the institution was not in default yet; returns those lanes.</summary>
    private protected TLanes NoteDefaults(int institution, TLanes isFailing, ref Tally<TLanes> tally) => NoteDefaults(institution, isFailing, ref tally, _rounds);

    /// <summary>The same for a round of the past.</summary>
    private protected TLanes NoteDefaults(int institution, TLanes isFailing, ref Tally<TLanes> tally, TLanes since)
    {
        ref var round = ref DefaultRounds[institution];
        var isNew = isFailing & TLanes.IsBelow(round, TLanes.Zero);
        round = TLanes.Select(isNew, since, round);
        tally.Defaults += isNew & TLanes.One;
        return isNew;
    }

    /// <summary>Counts defaults that were noted outside a sweep.</summary>
    private protected void AddDefaults(TLanes defaults) => Defaults += defaults;

    /// <summary>Mask of the lanes in which the institution is in default.</summary>
    private protected TLanes IsDefaulted(int institution) => TLanes.IsAtMost(TLanes.Zero, DefaultRounds[institution]);

    private static ExactSum<TLanes> Sum(ExactSum<TLanes> first, in ExactSum<TLanes> second)
    {
        first.Add(second);
        return first;
    }

    private void Carry(int partition)
    {
        var tally = default(Tally<TLanes>);
        Carry(Edge(partition), Edge(partition + 1), _rooms.Span.Slice(partition * Part<TLanes>.RoomMax, Part<TLanes>.RoomMax), ref tally);
        _tallies[partition] = tally;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void Carry(int from, int to, Span<TLanes> rooms, ref Tally<TLanes> tally)
    {
        for (var item = from; item < to; item += Part<TLanes>.CountMax)
        {
            CarryPart(new Part<TLanes>(_list, item, Math.Min(to, item + Part<TLanes>.CountMax), rooms, Set.ChangedBefore, from), ref tally);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void CarryPart(Part<TLanes> part, ref Tally<TLanes> tally)
    {
        if (IsLossCounted && !IsSweepFull)
        {
            AddLoss(part, -1, ref tally.Loss);
        }

        Partition(_phase, part, ref tally);
        if (IsLossCounted && !(IsSweepFull && AddsLossInPassing))
        {
            AddLoss(part, 1, ref tally.Loss);
        }
    }

    private int Edge(int partition) => (int)((long)_items * partition / _tallies.Length);

    /// <summary>Puts back at rest what the last block changed.</summary>
    private void Rest()
    {
        foreach (var (array, atRest) in _state)
        {
            if (Set.IsEverybodyTouched && atRest is null)
            {
                array.Lanes.Span.Clear();
                continue;
            }

            for (var item = 0; item < Set.TouchedCount; item++)
            {
                var institution = Set.TouchedAt(item);
                array.Of(institution).Fill(TLanes.Of(atRest?.Invoke(institution) ?? 0));
            }
        }
    }
}
