using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Contagion.Engine;

/// <summary>The state of one block on its way from the shocks to the fixed point. Every replication is a lane and does not notice the others.</summary>
/// <remarks>Begin, then Step while a lane is active. A lane that has come to rest no longer changes, whatever its neighbours do.</remarks>
public abstract class Cascade
{
    private readonly Action<int> _carry;
    private Crew? _crew;
    private Tally[] _tallies = [];
    private int _phase;
    private int _items;

    private protected Cascade(int institutions)
    {
        DefaultRounds = new Lanes[institutions];
        // Made once: a delegate made in each round would be memory in each round.
        _carry = Carry;
    }

    /// <summary>Asked now and then during long work within a round.</summary>
    public CancellationToken Cancellation { get; set; }

    /// <summary>The round in which each institution defaulted, 0 on the direct shock alone; −1 where it did not.</summary>
    public ReadOnlySpan<Lanes> DefaultRound => DefaultRounds;

    /// <summary>Institutions in default so far.</summary>
    public Lanes Defaults { get; private set; }

    /// <summary>Lanes whose inner search for a fixed point was given up.</summary>
    public Lanes Unsolved { get; private protected set; }

    private protected Lanes[] DefaultRounds { get; }

    /// <summary>The round that the partitions are in.</summary>
    private protected int Round { get; set; }

    /// <summary>The lanes that the partitions may change.</summary>
    private protected Lanes Active { get; set; }

    /// <summary>Starts anew after the shocks.</summary>
    /// <param name="stress">What the shocks do.</param>
    /// <param name="used">Mask of the lanes that carry a replication.</param>
    /// <returns>Mask of the lanes in which something is under way.</returns>
    public Lanes Begin(Stress stress, Lanes used)
    {
        DefaultRounds.AsSpan().Fill(Vector512.Create(-1.0));
        (Unsolved, Defaults) = (Lanes.Zero, Lanes.Zero);
        var tally = default(Tally);
        var active = Start(stress, used, ref tally);
        Defaults += tally.Defaults;
        return active;
    }

    /// <summary>One synchronous round: reads only what the round before left.</summary>
    /// <param name="round">The round, counted from 1.</param>
    /// <param name="active">Mask of the lanes that may change.</param>
    /// <returns>Mask of the lanes in which something is still under way.</returns>
    public abstract Lanes Step(int round, Lanes active);

    /// <summary>What an institution is worth now; negative when it owes more than it owns.</summary>
    public abstract Lanes NetWorth(int institution);

    /// <summary>Equity lost so far, over all institutions.</summary>
    /// <param name="initialEquity">Of <see cref="Dynamics.InitialEquity"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public virtual Lanes Loss(double[] initialEquity)
    {
        var loss = Lanes.Zero;
        for (var institution = 0; institution < initialEquity.Length; institution++)
        {
            var initial = Vector512.Create(Math.Max(0, initialEquity[institution]));
            loss += initial - Lane.Max(Lanes.Zero, NetWorth(institution));
        }

        return loss;
    }

    /// <summary>What an institution was worth right after the shocks, computed as <see cref="NetWorth"/> is: who is hit by nothing else has the
    /// same bits in both.</summary>
    public abstract Lanes ShockedWorth(int institution);

    /// <summary>The share of <see cref="Dynamics.AtRisk"/> that is lost on the links of a debt.</summary>
    /// <param name="debt">Of <see cref="Dynamics.DebtOfLink"/>.</param>
    public abstract Lanes WriteDown(int debt);

    /// <summary>What an institution pays in all, where the mechanism pays.</summary>
    public virtual Lanes Payment(int institution) => throw new InvalidOperationException("This mechanism pays nobody.");

    /// <summary>What creditors outside the network lose through an institution, where the mechanism knows; else NaN.</summary>
    public virtual Lanes ExternalLoss(int institution) => Vector512.Create(double.NaN);

    /// <summary>Distress h in [0, 1] where the mechanism measures it.</summary>
    public virtual Lanes Distress(int institution) => throw new InvalidOperationException("This mechanism measures no distress.");

    /// <summary>Distress right after the shocks where the mechanism measures it.</summary>
    public virtual Lanes InitialDistress(int institution) => throw new InvalidOperationException("This mechanism measures no distress.");

    private protected abstract Lanes Start(Stress stress, Lanes used, ref Tally tally);

    /// <summary>Lets several threads carry the cascade together; null for the calling one alone. Changes no bit.</summary>
    internal void CarryBy(Crew? crew)
    {
        _crew = crew;
        _tallies = new Tally[crew?.Partitions ?? 0];
    }

    /// <summary>A partition's part of a phase of a round: the only place where institutions change once a cascade has begun.</summary>
    /// <param name="phase">Which phase; each mechanism numbers its own.</param>
    /// <param name="from">First item of the part; an institution unless the phase goes over something else.</param>
    /// <param name="to">One past the last.</param>
    /// <param name="tally">What the part reports.</param>
    private protected abstract void Partition(int phase, int from, int to, ref Tally tally);

    /// <summary>Runs a phase over all items, in partitions where there is a crew; returns what they report together.</summary>
    private protected Tally Sweep(int phase, int items)
    {
        var tally = default(Tally);
        if (_crew is null)
        {
            Partition(phase, 0, items, ref tally);
        }
        else
        {
            (_phase, _items) = (phase, items);
            _crew.Run(_carry);
            foreach (ref readonly var part in _tallies.AsSpan())
            {
                tally.Add(part);
            }
        }

        Defaults += tally.Defaults;
        return tally;
    }

    private void Carry(int partition)
    {
        var tally = default(Tally);
        var (count, parts) = ((long)_items, _tallies.Length);
        Partition(_phase, (int)(count * partition / parts), (int)(count * (partition + 1) / parts), ref tally);
        _tallies[partition] = tally;
    }

    /// <summary>Notes the round for the lanes of the mask in which the institution was not in default yet; returns those lanes.</summary>
    private protected Lanes NoteDefaults(int institution, Lanes isFailing, int round, ref Tally tally)
    {
        var isNew = isFailing & Vector512.LessThan(DefaultRounds[institution], Lanes.Zero);
        DefaultRounds[institution] = Lane.Select(isNew, Vector512.Create((double)round), DefaultRounds[institution]);
        tally.Defaults += Lane.Keep(isNew, Lanes.One);
        return isNew;
    }

    /// <summary>Mask of the lanes in which the institution is in default.</summary>
    private protected Lanes IsDefaulted(int institution) => Vector512.GreaterThanOrEqual(DefaultRounds[institution], Lanes.Zero);
}
