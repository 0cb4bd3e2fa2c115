namespace Contagion.Engine;

/// <summary>Compares what everybody loses in a phase with what the phase took: nothing is lost that nothing took, and nothing is gone that nobody lost.</summary>
/// <remarks>
/// <c>models.md</c> 0.5, identity 3, change by change. What institutions are worth is worked out from their books; of who is closed it is what is left to its owners. Those outside
/// count with what they lost. Payments, prices and estates are settled from the start of clearing to the end of resolution and compared over all of it. Two sorts of help come from
/// outside then: what borrowers pay of whom only debts are known, and what who fails leaves unpaid without the counterparty channel.
/// </remarks>
internal sealed class LossAudit<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>Share of all that is owned and owed that rounding may leave, and as much as clearing may where it stops.</summary>
    private const double Tolerance = 1e-9;

    private readonly JointCascade<TLanes> _cascade;
    private readonly Economy<TLanes> _economy;
    private readonly JointDynamics _dynamics;
    private readonly LaneArray<TLanes> _wealth;
    private readonly LaneArray<TLanes> _noted;
    private readonly LaneArray<TLanes>[] _taken;
    private readonly bool _paysLess;
    private TLanes _charged;
    private TLanes _struck;
    private TLanes _interest;

    public LossAudit(JointCascade<TLanes> cascade)
    {
        (_cascade, _economy, _dynamics) = (cascade, cascade.Economy, cascade.Economy.Dynamics);
        (_wealth, _noted) = (new LaneArray<TLanes>(_dynamics.Network.Count), new LaneArray<TLanes>(_dynamics.Network.Count));
        LaneArray<TLanes>[] books = [_economy.PriceLoss, _economy.Discounts, _economy.Deadweight, _economy.Levied];
        _taken = [.. books.Where(book => book.Length > 0)];
        _paysLess = _dynamics.Scenario.Has(ChannelSet.Counterparty);
        var everything = Enumerable.Range(0, _dynamics.Network.Count).Sum(one => 1 + _dynamics.Network.Sheets[one].TotalAssets + _dynamics.Network.Sheets[one].TotalLiabilities);
        Slack = TLanes.Of((Tolerance + _dynamics.Scenario.Run.Tolerance) * everything);
    }

    /// <summary>What may be left unexplained.</summary>
    public TLanes Slack { get; }

    /// <summary>Begins with the books as they are.</summary>
    /// <param name="equity">What institutions own less what they owe.</param>
    public void Begin(LaneArray<TLanes> equity) => Compare(equity, phase: null);

    /// <summary>What everybody has lost since the last phase, less what was taken.</summary>
    /// <param name="phase">The phase that has ended.</param>
    /// <param name="equity">What institutions own less what they owe, promises of this period left aside.</param>
    public TLanes Unexplained(Phase<TLanes> phase, LaneArray<TLanes> equity)
    {
        var charged = _charged;
        var taken = phase is CreditPhase<TLanes> ? _struck : phase is LastResortPhase<TLanes> ? _interest : TLanes.Zero;
        var lost = Compare(equity, phase);
        taken += phase is ShockPhase<TLanes> or OperationsPhase<TLanes> ? _charged - charged : TLanes.Zero;
        return ~(phase is ResolutionPhase<TLanes> ? Undecided() : TLanes.Zero) & (lost - taken);
    }

    /// <summary>Goes on to the books as they are now; returns what everybody has lost since, less what the books say was taken.</summary>
    private TLanes Compare(LaneArray<TLanes> equity, Phase<TLanes>? phase)
    {
        var (lost, charged, scale) = (default(ExactSum<TLanes>), default(ExactSum<TLanes>), _dynamics.ExternalScale);
        var isPromised = phase is CreditPhase<TLanes> or DemandPhase<TLanes> or ClearingPhase<TLanes>;
        for (var institution = 0; institution < _dynamics.Network.Count; institution++)
        {
            // Guarantees are called in the credit phase and paid in clearing.
            var promises = isPromised ? _cascade.PromisedTo(institution) - _cascade.CalledFrom(institution) : TLanes.Zero;
            var wealth = TLanes.Select(_economy.Closed[institution], TLanes.Max(TLanes.Zero, _economy.Worth[institution]), equity[institution] + promises);
            var noted = Noted(institution);
            lost.Add(_wealth[institution] - wealth, scale);
            lost.Add(_noted[institution] - noted, scale);
            lost.Add(phase is ResolutionPhase<TLanes> ? Given(institution, wealth, noted) : TLanes.Zero, scale);
            charged.Add(_economy.Direct[institution], scale);
            charged.Add(TLanes.Zero - (_economy.PriceLoss.Length > 0 ? _economy.PriceLoss[institution] : TLanes.Zero), scale);
            (_wealth[institution], _noted[institution]) = (wealth, noted);
        }

        _charged = charged.Total;
        _struck = phase is CreditPhase<TLanes> ? Parting() : Settling();
        _interest = Interest();
        return lost.Total;
    }

    /// <summary>What the books say was taken from an institution so far, less what it was given and what those outside lost.</summary>
    private TLanes Noted(int institution)
    {
        var noted = TLanes.Zero - _economy.OutsideLoss[institution];
        foreach (var book in _taken)
        {
            noted += book[institution];
        }

        return noted - (_economy.FundPaid.Length > 0 ? _economy.FundPaid[institution] : TLanes.Zero);
    }

    /// <summary>What somebody outside has given in clearing to pay an institution's creditors.</summary>
    private TLanes Given(int institution, TLanes wealth, TLanes noted)
    {
        var (closed, gain) = (_economy.Closed[institution], wealth - _wealth[institution]);
        var given = _dynamics.IsUnseen[institution] ? ~closed & gain : TLanes.Zero;
        // Whatever is missing of an estate after its costs is made good.
        return given + (_paysLess ? TLanes.Zero : closed & TLanes.Max(TLanes.Zero, gain + noted - _noted[institution] - wealth));
    }

    /// <summary>Lanes in which clearing was given up, or somebody in run-off pays out of what is not seen.</summary>
    private TLanes Undecided()
    {
        var lanes = _cascade.Moving;
        for (var institution = 0; institution < _economy.RunOff.Length; institution++)
        {
            lanes |= _dynamics.IsUnseen[institution] ? _economy.RunOff[institution] : TLanes.Zero;
        }

        return lanes;
    }

    /// <summary>What is lost once credit events have settled debts: by creditors outside what they are not paid; those in the network are paid out of what the debtor loses next.</summary>
    private TLanes Settling()
    {
        var (lost, shocks) = (TLanes.Zero, _cascade.Shocks);
        for (var debtor = 0; debtor < shocks.Struck.Length; debtor++)
        {
            var (share, recovery) = (shocks.Struck[debtor], shocks.Recovery[debtor]);
            if (!TLanes.IsNone(share))
            {
                lost += share * (TLanes.One - recovery) * (_cascade.OutsideDebts(debtor) + _economy.Bridge[debtor]);
                lost -= share * recovery * _economy.Standing[debtor] * _cascade.NetworkDebts(debtor);
            }
        }

        for (var creditor = 0; creditor < _dynamics.Network.Count && shocks.Struck.Length > 0 && _dynamics.Security.Length > 0; creditor++)
        {
            lost -= Secured(creditor);
        }

        return lost;
    }

    /// <summary>What collateral will bring of the loans that an institution once made, as far as it exists.</summary>
    private TLanes Secured(int creditor)
    {
        var (claims, shocks, secured) = (_dynamics.Claims, _cascade.Shocks, TLanes.Zero);
        for (var claim = claims.Start[creditor]; claim < claims.Start[creditor + 1]; claim++)
        {
            var debtor = claims.Column[claim];
            if (_dynamics.Security[claim] > 0 && _dynamics.Network.IsLoan(claim) && !TLanes.IsNone(shocks.Struck[debtor]))
            {
                var real = TLanes.One - (shocks.FakedSecurity.Length > 0 ? shocks.FakedSecurity[debtor] : TLanes.Zero);
                var lost = shocks.Struck[debtor] * (TLanes.One - shocks.Recovery[debtor]) * _economy.Standing[debtor];
                secured += _cascade.Claims.IsOpen(debtor, _dynamics.MaturityOfClaim[claim]) & (_dynamics.Security[claim] * (lost * real));
            }
        }

        return secured;
    }

    /// <summary>What is lost when those who were struck part with what they own: the share that was struck, less what they owed outside of it.</summary>
    private TLanes Parting()
    {
        var (lost, struck) = (TLanes.Zero, _cascade.Shocks.Struck);
        for (var debtor = 0; debtor < struck.Length; debtor++)
        {
            if (!TLanes.IsNone(struck[debtor]))
            {
                var owed = (_economy.Standing[debtor] * _cascade.NetworkDebts(debtor)) + _cascade.CalledFrom(debtor);
                lost += struck[debtor] * (_wealth[debtor] + owed);
            }
        }

        return lost;
    }

    /// <summary>What the lender of last resort will charge.</summary>
    private TLanes Interest()
    {
        var owed = TLanes.Zero;
        for (var institution = 0; institution < _dynamics.Network.Count; institution++)
        {
            owed += _economy.Bridge[institution];
        }

        return owed * TLanes.Of((_dynamics.Scenario.Policies.LenderOfLastResort?.Rate ?? 0) / LastResortPhase<TLanes>.DaysOfYear);
    }
}
