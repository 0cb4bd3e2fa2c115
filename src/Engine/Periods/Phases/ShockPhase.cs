using Contagion.Model;

namespace Contagion.Engine;

/// <summary>P1: what falls due in a period, in the order of the scenario.</summary>
internal sealed class ShockPhase<TLanes> : Phase<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly List<int> _struck = [];

    public ShockPhase(JointCascade<TLanes> cascade)
        : base(cascade)
    {
        var count = Dynamics.Network.Count;
        LaneArray<TLanes> If(params ShockKind[] kinds) => Economy.New(Dynamics.Scenario.Shocks.Any(shock => kinds.Contains(shock.Kind)) ? count : 0, _ => 0);
        (Struck, Recovery) = (If(ShockKind.Credit, ShockKind.Default), If(ShockKind.Credit, ShockKind.Default));
        FakedSecurity = If(ShockKind.PledgeFraud);
        (WithdrawnShare, WithdrawnAmount) = (If(ShockKind.Withdrawal), If(ShockKind.Withdrawal));
        SuspendedUntil = If(ShockKind.Suspension);
        News = If(ShockKind.News);
    }

    /// <summary>Share of an institution's debts that a credit event strikes in this period.</summary>
    public LaneArray<TLanes> Struck { get; }

    /// <summary>ρ of the credit events.</summary>
    public LaneArray<TLanes> Recovery { get; }

    /// <summary>Institutions that credit events strike in this period, some of them more than once.</summary>
    public List<int> StruckList => _struck;

    /// <summary>f: share of the collateral for an institution's debts that does not exist.</summary>
    public LaneArray<TLanes> FakedSecurity { get; }

    /// <summary>Share that shocks withdraw.</summary>
    public LaneArray<TLanes> WithdrawnShare { get; }

    /// <summary>Amount that shocks withdraw on top.</summary>
    public LaneArray<TLanes> WithdrawnAmount { get; }

    /// <summary>First period in which a suspended institution is open again.</summary>
    public LaneArray<TLanes> SuspendedUntil { get; }

    /// <summary>Size of the news in this period.</summary>
    public LaneArray<TLanes> News { get; }

    /// <summary>What falls due; set before the phase runs.</summary>
    public List<StressEvent> Events { get; set; } = [];

    /// <summary>Mask of the lanes in which an institution is suspended.</summary>
    public TLanes IsSuspended(int institution, int period) =>
        SuspendedUntil.Length > 0 ? TLanes.IsBelow(TLanes.Of(period), SuspendedUntil[institution]) : TLanes.Zero;

    public override void Run(int period)
    {
        Forget();
        foreach (var one in Events)
        {
            if (one.Shock.Kind is ShockKind.PriceDrop or ShockKind.RateShock)
            {
                Reprice(one);
            }
            else if (!Economy.Closed[one.Institution].Has(one.Lane))
            {
                Cascade.Awake.Wake(one.Institution);
                Apply(one, period);
            }
        }
    }

    private void Forget()
    {
        foreach (var institution in _struck)
        {
            Struck[institution] = TLanes.Zero;
        }

        _struck.Clear();
        foreach (var book in new[] { WithdrawnShare, WithdrawnAmount, News })
        {
            book.Span.Clear();
        }
    }

    private void Apply(StressEvent one, int period)
    {
        var (shock, institution, lane, size) = one;
        switch (shock.Kind)
        {
            case ShockKind.Default when shock.Recovery is { } recovery:
                Strike(institution, lane, 1, recovery);
                break;
            case ShockKind.Credit:
                Strike(institution, lane, size, shock.Recovery ?? Column.Of(Dynamics.Network.Recovery, institution, 0));
                break;
            case ShockKind.Default:
                Lose(institution, lane, [Economy.Cash, Economy.Reserve, Economy.External], 1);
                LoseUnits(institution, lane);
                Declare(institution, lane);
                break;
            case ShockKind.AssetLoss:
                Take(institution, lane, Economy.External, shock.Amount is null ? size * Economy.External[institution][lane] : size);
                break;
            case ShockKind.EquityLoss:
                Charge(institution, lane, shock.Amount is null ? size * Math.Max(0, Dynamics.InitialEquity[institution]) : size);
                break;
            case ShockKind.OperatorError:
                Charge(institution, lane, shock.Amount is null ? size * Economy.Cash[institution][lane] : size);
                break;
            case ShockKind.Fraud:
                Lose(institution, lane, [Economy.Cash, Economy.Reserve], size);
                Declare(institution, lane);
                break;
            case ShockKind.Theft:
                Steal(institution, lane, shock.Amount is null, size);
                break;
            case ShockKind.Withdrawal:
                Add(shock.Amount is null ? WithdrawnShare : WithdrawnAmount, institution, lane, size);
                break;
            case ShockKind.PledgeFraud:
                // A second fraud takes of what the first one has left.
                Add(FakedSecurity, institution, lane, Math.Min(1, size) * (1 - FakedSecurity[institution][lane]));
                break;
            case ShockKind.News:
                Add(News, institution, lane, size);
                break;
            case ShockKind.Suspension:
                Economy<TLanes>.Set(SuspendedUntil, institution, lane, Math.Max(SuspendedUntil[institution][lane], period + (shock.Duration ?? 1)));
                break;
            case ShockKind.Outage:
                Cascade.Operations!.Strike(institution, lane, size, period, shock.Duration ?? 1);
                break;
            case ShockKind.Load:
                var (share, amount) = Cascade.Operations!.ExtraLoad.GetValueOrDefault(institution);
                Cascade.Operations.ExtraLoad[institution] = shock.Amount is null ? (share.With(lane, share[lane] + size), amount) : (share, amount.With(lane, amount[lane] + size));
                break;
            case ShockKind.Reopening when SuspendedUntil.Length > 0:
                Economy<TLanes>.Set(SuspendedUntil, institution, lane, period);
                break;
        }
    }

    private void Reprice(StressEvent one)
    {
        var (shock, lane) = (one.Shock, one.Lane);
        for (var asset = 0; asset < Dynamics.Assets.Length; asset++)
        {
            if (shock.Asset is null || shock.Asset == Dynamics.Assets[asset].Name)
            {
                var fall = Math.Min(1, shock.Kind == ShockKind.PriceDrop ? one.Size : Dynamics.Assets[asset].Duration * one.Size);
                var price = Economy.Price[asset][lane];
                Economy<TLanes>.Set(Economy.Price, asset, lane, price * (1 - fall));
                Devalue(asset, lane, price * fall);
            }
        }
    }

    /// <summary>Tells holders of an asset what they have lost directly.</summary>
    private void Devalue(int asset, int lane, double fall)
    {
        var holdings = Dynamics.AssetHoldings;
        foreach (var holder in Dynamics.AssetOwners)
        {
            for (var entry = holdings.Start[holder]; entry < holdings.Start[holder + 1]; entry++)
            {
                if (holdings.Column[entry] == asset)
                {
                    Add(Economy.Direct, holder, lane, holdings.Amount[entry] * Economy.Kept[holder][lane] * fall);
                    Add(Economy.PriceLoss, holder, lane, holdings.Amount[entry] * Economy.Kept[holder][lane] * fall);
                }
            }
        }
    }

    /// <summary>Two credit events on one institution strike together; what is recovered is the mean by what each strikes.</summary>
    private void Strike(int institution, int lane, double share, double recovery)
    {
        if (!MayFail(institution))
        {
            return;
        }

        var (before, kept) = (Struck[institution][lane], Recovery[institution][lane]);
        var after = before + ((1 - before) * share);
        Economy<TLanes>.Set(Struck, institution, lane, after);
        Economy<TLanes>.Set(Recovery, institution, lane, after > 0 ? ((before * kept) + ((after - before) * recovery)) / after : recovery);
        _struck.Add(institution);
    }

    /// <summary>Authorities never default, whatever happens to their books.</summary>
    private bool MayFail(int institution) => Dynamics.Network.KindOf(institution) != InstitutionKind.Authority;

    private void Declare(int institution, int lane)
    {
        if (MayFail(institution))
        {
            Economy.Declared[institution] = Economy.Declared[institution].WithLane(lane);
        }
    }

    private void Lose(int institution, int lane, LaneArray<TLanes>[] books, double share)
    {
        foreach (var book in books)
        {
            Take(institution, lane, book, share * book[institution][lane]);
        }
    }

    private void LoseUnits(int institution, int lane)
    {
        if (Economy.Kept.Length > 0)
        {
            Add(Economy.Direct, institution, lane, Economy.Marketable(institution)[lane]);
            Economy<TLanes>.Set(Economy.Kept, institution, lane, 0);
        }
    }

    private double Take(int institution, int lane, LaneArray<TLanes> book, double amount)
    {
        var taken = Math.Min(book[institution][lane], amount);
        Economy<TLanes>.Set(book, institution, lane, book[institution][lane] - taken);
        Add(Economy.Direct, institution, lane, taken);
        return taken;
    }

    private void Charge(int institution, int lane, double amount)
    {
        var rest = amount - Take(institution, lane, Economy.External, amount);
        rest -= Take(institution, lane, Economy.Cash, rest);
        Add(Economy.Bonds, institution, lane, rest);
        Add(Economy.Direct, institution, lane, rest);
    }

    private void Steal(int institution, int lane, bool isShare, double size)
    {
        var trust = Economy.Trust[institution][lane];
        var amount = isShare ? size * (trust > Dynamics.ToleranceOf(institution) ? trust : Economy.Cash[institution][lane]) : size;
        Take(institution, lane, Economy.Cash, amount - Take(institution, lane, Economy.Trust, amount));
    }

    private static void Add(LaneArray<TLanes> book, int institution, int lane, double amount) =>
        Economy<TLanes>.Set(book, institution, lane, book[institution][lane] + amount);
}
