using System.Runtime.InteropServices;
using Contagion.Model;

namespace Contagion.Engine;

/// <summary>P3: credit events are settled, and their losses go down the waterfall. What guarantors and platforms promise is due in P5.</summary>
internal sealed class CreditPhase<TLanes> : Phase<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly ClaimSet _secured;
    private readonly int[] _securedMaturity;
    private readonly LaneArray<TLanes> _settled;
    private readonly LaneArray<TLanes> _lost;
    private readonly LaneArray<TLanes> _faked;
    private readonly LaneArray<TLanes>? _assignedGot;
    private readonly LaneArray<TLanes>? _assignedGone;

    public CreditPhase(JointCascade<TLanes> cascade)
        : base(cascade)
    {
        var count = Dynamics.Network.Count;
        (_secured, _securedMaturity) = Secured(Dynamics);
        (_settled, _lost, _faked) = (Economy.New(count, _ => 0), Economy.New(count, _ => 0), Economy.New(_secured.IsEmpty ? 0 : count, _ => 0));
        (_assignedGot, _assignedGone) = (Cascade.Assigned?.NewSums(), Cascade.Assigned?.NewSums());
        (Struck, Affected) = (new InstitutionSet(count), new InstitutionSet(count));
        Calls = Dynamics.Guarantees is null ? null : new GuaranteeCalls<TLanes>(cascade, this, _lost, _faked);
    }

    /// <summary>What is called of guarantees in this period; null where nobody stands behind anything.</summary>
    public GuaranteeCalls<TLanes>? Calls { get; }

    /// <summary>Institutions that credit events strike in this period.</summary>
    public InstitutionSet Struck { get; }

    /// <summary>Creditors of who was struck, and of who failed in the last clearing.</summary>
    public InstitutionSet Affected { get; }

    /// <summary>Forgets everything; called before a replication starts.</summary>
    public void Begin()
    {
        Struck.Clear();
        Affected.Clear();
        Calls?.Begin();
    }

    public override void Run(int period)
    {
        Forget();
        Announce();
        Calls?.Call(period);
        if (Struck.Span.IsEmpty && Calls is not { IsAny: true })
        {
            return;
        }

        if (Cascade.Assigned is { IsAny: true } assigned)
        {
            Affected.Add(assigned.Lenders);
            AddUpAssigned(assigned);
        }

        var (creditors, count) = Affected.Items;
        Sweep(0, creditors, count);
        foreach (var debtor in Struck.Span)
        {
            Settle(debtor);
        }

        Cascade.Check(this, period, isWorthKnown: false);
        foreach (var debtor in Struck.Span)
        {
            Part(debtor);
        }
    }

    public override void Partition(int step, Part<TLanes> part, ref Tally<TLanes> tally)
    {
        for (var place = 0; place < part.Count; place++)
        {
            Receive(part[place]);
        }
    }

    /// <summary>Notes that the creditors of a debtor hear of it in this period.</summary>
    public void Affect(int debtor)
    {
        var debts = Dynamics.Network.Debts;
        foreach (var creditor in debts.Column[debts.Start[debtor]..debts.Start[debtor + 1]])
        {
            Affected.Add(creditor);
            Cascade.Awake.Wake(creditor);
        }
    }

    private static (ClaimSet Claims, int[] Maturity) Secured(JointDynamics dynamics)
    {
        if (dynamics.Security.Length == 0)
        {
            return (new ClaimSet(new CompressedRows(new int[dynamics.Network.Count + 1], [], []), []), []);
        }

        var secured = ClaimSet.Of(dynamics.Claims, claim => dynamics.Security[claim] > 0 && dynamics.Network.IsLoan(claim));
        var positions = Enumerable.Range(0, secured.Rows.Count).Select(secured.PositionOf).ToArray();
        var rows = new CompressedRows(secured.Rows.Start.ToArray(), secured.Rows.Column.ToArray(), [.. positions.Select(claim => dynamics.Security[claim])]);
        return (new ClaimSet(rows, []), [.. positions.Select(claim => dynamics.MaturityOfClaim[claim])]);
    }

    private void Forget()
    {
        foreach (var institution in Struck.Span)
        {
            (_settled[institution], _lost[institution]) = (TLanes.Zero, TLanes.Zero);
            if (_faked.Length > 0)
            {
                _faked[institution] = TLanes.Zero;
            }
        }

        Struck.Clear();
        Affected.Clear();
        Struck.Add(CollectionsMarshal.AsSpan(Cascade.Shocks.StruckList));
    }

    /// <summary>Says of each debtor what its creditors get and lose, as shares of what it once owed.</summary>
    private void Announce()
    {
        foreach (var debtor in Struck.Span)
        {
            var share = Economy.Standing[debtor] * Cascade.Shocks.Struck[debtor];
            _settled[debtor] = share * Cascade.Shocks.Recovery[debtor];
            _lost[debtor] = share * (TLanes.One - Cascade.Shocks.Recovery[debtor]);
            if (_faked.Length > 0)
            {
                _faked[debtor] = Cascade.Shocks.FakedSecurity.Length > 0 ? _lost[debtor] * Cascade.Shocks.FakedSecurity[debtor] : TLanes.Zero;
            }

            Cascade.Awake.Wake(debtor);
            Affect(debtor);
        }
    }

    /// <summary>Adds up what the loans bring and lose that pools have assigned to their lenders.</summary>
    private void AddUpAssigned(AssignedLoans<TLanes> assigned)
    {
        for (var place = 0; place < assigned.Pools.Length; place++)
        {
            var (got, gone) = OnLoans(assigned.Pools[place]);
            (_assignedGot![place], _assignedGone![place]) = (assigned.Share[place] * got, assigned.Share[place] * gone);
        }
    }

    /// <summary>What a creditor is paid at once, and what it loses when every promise is honoured.</summary>
    private void Receive(int creditor)
    {
        var (got, gone) = OnLoans(creditor);
        var held = Economy.Held[creditor];
        var (own, lost) = (held * got, held * gone);
        // Who bought the claims bears their losses.
        var outside = (TLanes.One - held) * gone;
        if (Cascade.Assigned is { IsAny: true } assigned)
        {
            var (part, bought) = assigned.PartsOf(creditor, _assignedGone!);
            outside += bought;
            lost += part;
            own += assigned.PartsOf(creditor, _assignedGot!).Own;
        }

        Economy.Cash[creditor] += own;
        Economy.CreditLoss[creditor] += lost + outside;
        Economy.Direct[creditor] += lost;
        Economy.OutsideLoss[creditor] += outside;
        Calls?.Receive(creditor);
        if (!Dynamics.OnDemand.IsEmpty)
        {
            ReceiveOnDemand(creditor);
        }
    }

    /// <summary>What an institution's loans to those who were struck bring and lose, with what collateral brings of them, whoever owns them now.</summary>
    private (TLanes Got, TLanes Gone) OnLoans(int creditor)
    {
        var (got, gone) = (TLanes.Zero, TLanes.Zero);
        var loans = Dynamics.Loans.Rows;
        for (var loan = loans.Start[creditor]; loan < loans.Start[creditor + 1]; loan++)
        {
            var debtor = loans.Column[loan];
            if (Struck.Has(debtor))
            {
                var owed = Cascade.Claims.IsOpen(debtor, Dynamics.Maturity[loan]) & TLanes.Of(loans.Amount[loan]);
                got += owed * _settled[debtor];
                gone += owed * _lost[debtor];
            }
        }

        if (!_secured.IsEmpty)
        {
            var saved = Saved(creditor);
            got += saved;
            gone -= saved;
        }

        return (got, gone);
    }

    private void ReceiveOnDemand(int creditor)
    {
        var (got, lost, gone) = (TLanes.Zero, TLanes.Zero, TLanes.Zero);
        var rows = Dynamics.OnDemand.Rows;
        for (var entry = rows.Start[creditor]; entry < rows.Start[creditor + 1]; entry++)
        {
            var debtor = rows.Column[entry];
            if (Struck.Has(debtor))
            {
                var own = rows.Amount[entry] * Economy.OwnOf(creditor, entry);
                got += own * (_settled[debtor] * Economy.Left[debtor]);
                lost += own * (_lost[debtor] * Economy.Left[debtor]);
                gone += rows.Amount[entry] * Economy.LentOf(entry) * (_lost[debtor] * Economy.Left[debtor]);
            }
        }

        Economy.Cash[creditor] += got;
        Economy.CreditLoss[creditor] += gone;
        Economy.Direct[creditor] += lost;
        Economy.OutsideLoss[creditor] += gone - lost;
    }

    /// <summary>What the collateral of a creditor's loans brings, as far as it exists.</summary>
    private TLanes Saved(int creditor)
    {
        var (rows, saved) = (_secured.Rows, TLanes.Zero);
        for (var entry = rows.Start[creditor]; entry < rows.Start[creditor + 1]; entry++)
        {
            var debtor = rows.Column[entry];
            if (Struck.Has(debtor))
            {
                saved += Cascade.Claims.IsOpen(debtor, _securedMaturity[entry]) & (rows.Amount[entry] * (_lost[debtor] - _faked[debtor]));
            }
        }

        return saved;
    }

    /// <summary>The debts that were struck are gone.</summary>
    private void Settle(int debtor)
    {
        var share = Cascade.Shocks.Struck[debtor];
        var (outside, network) = (Cascade.OutsideDebts(debtor), Cascade.NetworkDebts(debtor));
        var lost = share * (TLanes.One - Cascade.Shocks.Recovery[debtor]);
        var lostOutside = lost * (outside + Economy.Bridge[debtor]);
        Economy.OutsideLoss[debtor] += lostOutside;
        Economy.PublicLoss[debtor] += lost * Economy.Bridge[debtor];
        Economy.CreditLoss[debtor] += lostOutside;
        Economy.Paid[debtor] -= (_lost[debtor] * network) + lostOutside;
        Economy.Direct[debtor] += share * (TLanes.Of(Math.Max(0, Dynamics.InitialEquity[debtor])) - Economy.Direct[debtor]);
        Economy.Standing[debtor] -= Economy.Standing[debtor] * share;
    }

    /// <summary>With the debts goes the same share of all that the debtor owned; who was struck as a whole is wound up.</summary>
    private void Part(int debtor)
    {
        var share = Cascade.Shocks.Struck[debtor];
        var isWhole = TLanes.IsAtMost(TLanes.One, share) & ~Economy.Closed[debtor];
        Cascade.Shrink(debtor, TLanes.One - share);
        Cascade.Shocks.Struck[debtor] = TLanes.Zero;
        Cascade.WindUp(debtor, isWhole);
    }
}
