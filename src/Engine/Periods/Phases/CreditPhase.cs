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
    private readonly LaneArray<TLanes> _settledOnDemand;
    private readonly LaneArray<TLanes> _lostOnDemand;
    private readonly LaneArray<TLanes> _faked;
    private readonly List<int> _touched = [];

    public CreditPhase(JointCascade<TLanes> cascade)
        : base(cascade)
    {
        var count = Dynamics.Network.Count;
        (_secured, _securedMaturity) = Secured(Dynamics);
        (_settled, _lost, _faked) = (Economy.New(count, _ => 0), Economy.New(count, _ => 0), Economy.New(_secured.IsEmpty ? 0 : count, _ => 0));
        var onDemand = Dynamics.OnDemand.IsEmpty ? 0 : count;
        (_settledOnDemand, _lostOnDemand) = (Economy.New(onDemand, _ => 0), Economy.New(onDemand, _ => 0));
        Calls = Dynamics.Guarantees is null ? null : new GuaranteeCalls<TLanes>(cascade, _lost, _faked);
    }

    /// <summary>What is called of guarantees in this period; null where nobody stands behind anything.</summary>
    public GuaranteeCalls<TLanes>? Calls { get; }

    public override void Run(int period)
    {
        Forget();
        var struck = Cascade.Shocks.StruckList;
        Announce(struck);
        Calls?.Call(struck.Count > 0);
        if (struck.Count == 0 && Calls is not { IsAny: true })
        {
            return;
        }

        Sweep(0, null, Dynamics.Network.Count);
        Settle(struck);
    }

    public override void Partition(int step, Part<TLanes> part, ref Tally<TLanes> tally)
    {
        for (var place = 0; place < part.Count; place++)
        {
            Receive(part[place]);
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
        foreach (var institution in _touched)
        {
            (_settled[institution], _lost[institution]) = (TLanes.Zero, TLanes.Zero);
            if (_lostOnDemand.Length > 0)
            {
                (_settledOnDemand[institution], _lostOnDemand[institution]) = (TLanes.Zero, TLanes.Zero);
            }

            if (_faked.Length > 0)
            {
                _faked[institution] = TLanes.Zero;
            }
        }

        _touched.Clear();
    }

    /// <summary>Says of each debtor what its creditors get and lose, as shares of what it once owed.</summary>
    private void Announce(List<int> struck)
    {
        foreach (var debtor in struck)
        {
            var share = Economy.Standing[debtor] * Cascade.Shocks.Struck[debtor];
            _settled[debtor] = share * Cascade.Shocks.Recovery[debtor];
            _lost[debtor] = share * (TLanes.One - Cascade.Shocks.Recovery[debtor]);
            if (_lostOnDemand.Length > 0)
            {
                _settledOnDemand[debtor] = _settled[debtor] * Economy.Left[debtor];
                _lostOnDemand[debtor] = _lost[debtor] * Economy.Left[debtor];
            }

            if (_faked.Length > 0)
            {
                _faked[debtor] = Cascade.Shocks.FakedSecurity.Length > 0 ? _lost[debtor] * Cascade.Shocks.FakedSecurity[debtor] : TLanes.Zero;
            }
        }

        _touched.AddRange(struck);
    }

    /// <summary>What a creditor is paid at once, and what it loses when every promise is honoured.</summary>
    private void Receive(int creditor)
    {
        var claims = Cascade.Claims;
        var (got, gone) = (claims.Undated(creditor, _settled), claims.Undated(creditor, _lost));
        if (!Dynamics.Dated.IsEmpty)
        {
            got += claims.Dated(creditor, _settled);
            gone += claims.Dated(creditor, _lost);
        }

        if (!_secured.IsEmpty)
        {
            var saved = Saved(creditor);
            got += saved;
            gone -= saved;
        }

        var held = Economy.Held[creditor];
        Economy.Cash[creditor] += held * got;
        Economy.CreditLoss[creditor] += gone;
        Economy.Direct[creditor] += held * gone;
        // Who bought the claims bears their losses.
        Economy.OutsideLoss[creditor] += (TLanes.One - held) * gone;
        Calls?.Receive(creditor);
        if (!Dynamics.OnDemand.IsEmpty)
        {
            ReceiveOnDemand(creditor);
        }
    }

    private void ReceiveOnDemand(int creditor)
    {
        var (claims, lent, owned) = (Cascade.Claims, Economy.Lent[creditor], Economy.Owned[creditor]);
        var gone = lent * claims.OnDemand(creditor, _lostOnDemand);
        Economy.Cash[creditor] += owned * lent * claims.OnDemand(creditor, _settledOnDemand);
        Economy.CreditLoss[creditor] += gone;
        Economy.Direct[creditor] += owned * gone;
        Economy.OutsideLoss[creditor] += (TLanes.One - owned) * gone;
    }

    /// <summary>What the collateral of a creditor's loans brings, as far as it exists.</summary>
    private TLanes Saved(int creditor)
    {
        var (rows, saved) = (_secured.Rows, TLanes.Zero);
        for (var entry = rows.Start[creditor]; entry < rows.Start[creditor + 1]; entry++)
        {
            var debtor = rows.Column[entry];
            saved += Cascade.Claims.IsOpen(debtor, _securedMaturity[entry]) & (TLanes.Of(rows.Amount[entry]) * (_lost[debtor] - _faked[debtor]));
        }

        return saved;
    }

    /// <summary>The debts that were struck are gone, and with them the same share of all that the debtor owned; who was struck as a whole is wound up.</summary>
    private void Settle(List<int> struck)
    {
        foreach (var debtor in CollectionsMarshal.AsSpan(struck))
        {
            var share = Cascade.Shocks.Struck[debtor];
            var isWhole = TLanes.IsAtMost(TLanes.One, share) & ~Economy.Closed[debtor];
            var network = TLanes.Of(Dynamics.UndatedDebt[debtor]) + Cascade.Claims.DatedDebt(debtor, -1).All + (Economy.Left[debtor] * Economy.LentTo(debtor));
            var deficiency = TLanes.Max(TLanes.Zero, Economy.Clients[debtor] - Economy.Trust[debtor]);
            var lost = share * (TLanes.One - Cascade.Shocks.Recovery[debtor]);
            var lostOutside = lost * (Economy.Deposits[debtor] + Economy.Bonds[debtor] + deficiency + Economy.Bridge[debtor]);
            Economy.OutsideLoss[debtor] += lostOutside;
            Economy.PublicLoss[debtor] += lost * Economy.Bridge[debtor];
            Economy.CreditLoss[debtor] += lostOutside;
            Economy.Paid[debtor] -= (_lost[debtor] * network) + lostOutside;
            Economy.Direct[debtor] += share * (TLanes.Of(Math.Max(0, Dynamics.InitialEquity[debtor])) - Economy.Direct[debtor]);
            Economy.Standing[debtor] -= Economy.Standing[debtor] * share;
            Cascade.Shrink(debtor, TLanes.One - share);
            Cascade.Shocks.Struck[debtor] = TLanes.Zero;
            Cascade.WindUp(debtor, isWhole);
        }
    }
}
