using Contagion.Model;

namespace Contagion.Engine;

/// <summary>P4: what is withdrawn and called back in a period, and what of it is paid out.</summary>
internal sealed partial class DemandPhase<TLanes> : Phase<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly LiquidityChannel _channel;
    private readonly Gate? _gate;
    private readonly PooledFunds? _prohibition;
    private readonly PanicPhase<TLanes>? _panic;
    private readonly CrowdThresholds? _crowd;
    private readonly HoardingWaves<TLanes>? _waves;
    private readonly bool[] _isWatched;
    private readonly bool[] _isGated;
    private readonly bool[] _mayHoard;
    private readonly int[] _debtors;
    private readonly int[] _claimOfBorrowed = [];
    private bool _isReserveLiquid;

    public DemandPhase(JointCascade<TLanes> cascade, PanicPhase<TLanes>? panic)
        : base(cascade)
    {
        var (scenario, network) = (Dynamics.Scenario, Dynamics.Network);
        _channel = scenario.Channels.Liquidity ?? new LiquidityChannel();
        (_gate, _prohibition, _panic) = (scenario.Policies.Gate, scenario.Policies.PooledFunds, panic);
        _crowd = _channel.Thresholds is { } thresholds ? new CrowdThresholds(thresholds) : null;
        _isWatched = Targets.Mask(scenario.Channels.Liquidity is null ? null : _channel.Among ?? new Target.All(), network);
        _isGated = Targets.Mask(_gate is null ? null : _gate.Among ?? new Target.OfKind(InstitutionKind.Platform), network);
        _mayHoard = Targets.Mask(_channel.Hoarding?.Among, network);
        if (_channel.Hoarding is { } hoarding)
        {
            (var borrowed, _claimOfBorrowed) = Borrowed();
            _waves = new HoardingWaves<TLanes>(borrowed, hoarding.Share)
            {
                Lent = new LaneArray<TLanes>(borrowed.Count),
                Recouped = hoarding.SecondReaction ? new LaneArray<TLanes>(borrowed.Rows) : null,
            };
        }

        _debtors = [.. Enumerable.Range(0, network.Count).Where(one => Dynamics.OwesOnDemand(one) || (_channel.Funds is not null && network.RoleOf(one) == InstitutionRole.Fund))];
    }

    /// <summary>Whether a scenario has anything for the phase to do.</summary>
    public static bool IsNeeded(Scenario scenario) =>
        scenario.Has(ChannelSet.Funding)
        && (scenario.Channels.Liquidity is not null || scenario.Policies.Admission is not null || scenario.Policies.PooledFunds is not null
            || scenario.Shocks.Any(shock => shock.Kind == ShockKind.Withdrawal));

    public override void Run(int period)
    {
        _isReserveLiquid = Dynamics.IsReserveLiquid(period);
        foreach (var debtor in _debtors)
        {
            Ask(debtor, period);
        }

        if (_waves is not null)
        {
            Cascade.Awake.WakeAll();
            Hoard(period);
        }
    }

    private void Ask(int debtor, int period)
    {
        var shocks = Cascade.Shocks;
        // Who redeems gets no more than a broken fund's shares are worth.
        var isBroken = _channel.Funds is { } funds && Dynamics.Network.RoleOf(debtor) == InstitutionRole.Fund ? Break(debtor, funds) : TLanes.Zero;
        var (deposits, clients) = (Economy.Deposits[debtor], Economy.Clients[debtor]);
        var network = Economy.Standing[debtor] * Economy.OnDemand(debtor);
        var redeemable = deposits + clients + network;
        var shock = shocks.WithdrawnShare.Length > 0 ? shocks.WithdrawnShare[debtor] : TLanes.Zero;
        var rate = _isWatched[debtor] ? Rate(debtor, shock, redeemable) : TLanes.Min(TLanes.One, shock);
        if (_prohibition is { Abrupt: true } && Dynamics.Network.ModeOf(debtor) == PlatformMode.Pooled && Dynamics.Calendar.IsInForce("pooledFunds", _prohibition.From, period))
        {
            rate = TLanes.One;
        }

        var extra = shocks.WithdrawnAmount.Length > 0 ? TLanes.Min(deposits * (TLanes.One - rate), shocks.WithdrawnAmount[debtor]) : TLanes.Zero;
        var (allowed, isHeld) = Allowed(debtor, period, (rate * redeemable) + extra, redeemable, isBroken);
        if (Economy.RunOff.Length > 0)
        {
            // Who is closed in order hands out what cash there is, whatever is asked for, unless it is dark.
            var runOff = Economy.RunOff[debtor] & ~Economy.Closed[debtor];
            var handedOut = TLanes.IsBelow(TLanes.Zero, Economy.Sent[debtor]) & TLanes.Min(TLanes.One, Ratio.Of(Economy.Cash[debtor], redeemable, TLanes.Zero));
            rate = TLanes.Select(runOff, handedOut, rate);
            (extra, allowed, isHeld) = (~runOff & extra, TLanes.Select(runOff, TLanes.One, allowed), ~runOff & isHeld);
        }

        var asked = (rate * redeemable) + extra;
        Economy.Refused[debtor] += asked - (allowed * asked);
        rate *= allowed;
        var ofClients = rate * clients;
        var trusted = TLanes.Min(TLanes.One, Ratio.Of(Economy.Trust[debtor], clients, TLanes.Zero));
        Economy.DueTrust[debtor] = ofClients * trusted;
        Economy.DueClients[debtor] = ofClients - (ofClients * trusted);
        Economy.DueDeposits[debtor] = (rate * deposits) + (allowed * extra);
        Economy.Called[debtor] = rate;
        if (!TLanes.IsNone(rate | extra))
        {
            Cascade.Awake.Wake(debtor);
        }

        if (Economy.IsGated.Length > 0)
        {
            Economy.IsGated[debtor] = isHeld;
        }
    }

    /// <summary>ω: the share that is withdrawn by habit, fear, shocks, or all of it in a run.</summary>
    private TLanes Rate(int debtor, TLanes shock, TLanes redeemable)
    {
        var rate = Withdrawals.Rate(_channel.BaseRate, _panic is null ? _channel.BaseRate : _channel.MaxRate, _panic?.FearOf(debtor) ?? TLanes.Zero, shock);
        rate = _crowd?.Settle(rate) ?? rate;
        if (_channel.Runs is { } runs)
        {
            var saleable = Economy.Marketable(debtor) + (_channel.Discount < 1 ? Cascade.LoansOf(debtor) : TLanes.Zero);
            var support = _isReserveLiquid ? Economy.Reserve[debtor] : TLanes.Zero;
            rate = TLanes.Select(Coverage.IsRun(Coverage.Of(Economy.Cash[debtor], saleable, support, redeemable, runs.Discount), runs.Threshold), TLanes.One, rate);
        }

        return rate;
    }

    /// <summary>The share of what is asked for that gates and suspensions let through, and where they hold anything back.</summary>
    private (TLanes Share, TLanes IsHeld) Allowed(int debtor, int period, TLanes demand, TLanes redeemable, TLanes isBroken)
    {
        var isAny = TLanes.IsBelow(TLanes.Zero, demand);
        var share = TLanes.One;
        if (_isGated[debtor] && Dynamics.Calendar.IsInForce("gate", _gate!.From, period))
        {
            var cap = _gate.AccountCap is { } most ? most * Column.Of(Dynamics.Network.Accounts, debtor, double.PositiveInfinity) : double.PositiveInfinity;
            share = Ratio.Of(Withdrawals.Allowed(demand, redeemable, _gate.Share, cap), demand, TLanes.One);
        }

        var shut = isBroken | Cascade.Shocks.IsSuspended(debtor, period);
        share = ~(shut | TLanes.IsAtMost(Economy.Sent[debtor], TLanes.Zero)) & share;
        return (share, (shut | TLanes.IsBelow(share, TLanes.One)) & (isAny | shut));
    }

    /// <summary>A fund whose assets no longer cover its shares suspends, or writes its shares down to what they are worth. Returns where it suspends.</summary>
    private TLanes Break(int fund, FundRule rule)
    {
        var assets = Economy.Reserve[fund] + Economy.External[fund] + Economy.Marketable(fund) + Cascade.ClaimsOf(fund).Own + Cascade.PromisedTo(fund);
        var value = new MoneyMarketFund<TLanes>(Economy.Cash[fund], assets, Cascade.Debts(fund), TLanes.Zero);
        var isBroken = value.IsBroken(rule.Band) & ~Economy.Closed[fund];
        if (rule.Breach == FundBreach.Suspend || TLanes.IsNone(isBroken))
        {
            return rule.Breach == FundBreach.Suspend ? isBroken : TLanes.Zero;
        }

        var share = TLanes.Min(TLanes.One, value.NetAssetValue);
        LoseBought(fund, isBroken & (TLanes.One - share));
        Cascade.WriteDown(fund, isBroken, share);
        return TLanes.Zero;
    }

    /// <summary>What those outside lose who bought claims on a fund that writes its shares down.</summary>
    private void LoseBought(int fund, TLanes lost)
    {
        var debts = Dynamics.Network.Debts;
        foreach (var creditor in new SortedSet<int>([.. debts.Column[debts.Start[fund]..debts.Start[fund + 1]], .. Cascade.Assigned is { IsAny: true } assigned ? assigned.Lenders : []]))
        {
            var (all, own) = Cascade.ClaimsOf(creditor, fund);
            Economy.OutsideLoss[creditor] += lost * (all - own);
            Cascade.Awake.Wake(creditor);
        }
    }
}
