using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Engine;

/// <summary>What all blocks of a clearing study share: who owes how much in which class.</summary>
internal sealed class Estates : Dynamics
{
    private readonly Lazy<OrderedRows> _ordered;

    public Estates(Network network, Clearing parameters, RunSettings run)
        : base(network)
    {
        _ordered = new(() => new OrderedRows(network.Claims, network.Claims.Amount));
        (Parameters, Run) = (parameters, run);
        Classes = network.SeniorityMax;
        (Ahead, Beside, Due) = (new double[network.Count], new double[network.Count], new double[network.Count * Classes]);
        (Outside, TotalDue) = (new double[network.Count], new double[network.Count]);
        Slot = Slots(network, Classes);
        SumDebts();
        for (var institution = 0; institution < network.Count; institution++)
        {
            AddOutsiders(institution, network.Sheets[institution]);
        }

        FailsAt = new double[network.Count];
        for (var institution = 0; institution < network.Count; institution++)
        {
            FailsAt[institution] = TotalDue[institution] > 0 ? (parameters.ZeroEquityIsDefault ? Tau[institution] : -Tau[institution]) : double.NegativeInfinity;
        }

        IsPlain = Classes == 1 && !HasShares && Array.TrueForAll(Ahead, amount => amount == 0);
    }

    public Clearing Parameters { get; }

    public RunSettings Run { get; }

    /// <summary>What is owned outside the network before the shocks.</summary>
    public double[] Outside { get; }

    /// <summary>Number of priority classes, K.</summary>
    public int Classes { get; }

    /// <summary>What is owed outside the network and paid before class 1.</summary>
    public double[] Ahead { get; }

    /// <summary>What is owed outside the network and shares with class 1; part of <see cref="Due"/>.</summary>
    public double[] Beside { get; }

    /// <summary>What institution i owes in class k, at i·K + k − 1.</summary>
    public double[] Due { get; }

    /// <summary>What the estate owes in all.</summary>
    public double[] TotalDue { get; }

    /// <summary>For each claim, where the debtor's paid share of that class stands.</summary>
    public int[] Slot { get; }

    /// <summary>One class, nobody ahead of it, no shares: then a small set of defaulters is a linear system.</summary>
    public bool IsPlain { get; }

    public override bool HasPayments => true;

    /// <summary>The claims, debtors before their creditors.</summary>
    public OrderedRows Ordered => _ordered.Value;

    /// <summary>Whether institutions own shares in each other.</summary>
    public bool HasShares => Network.Holdings.Count > 0;

    /// <summary>What shares are worth hangs together throughout the network.</summary>
    internal override bool IsRestless => HasShares;

    internal override CompressedRows? Followers => HasShares ? null : Network.Debts;

    public override int DebtCount => Due.Length;

    public override ReadOnlySpan<int> DebtOfLink => Slot;

    public override Cascade<TLanes> NewCascade<TLanes>() => new ClearingCascade<TLanes>(this);

    /// <summary>What all shares in an institution are worth before the shocks.</summary>
    public double ShareValue(int institution) => Math.Max(0, InitialEquity[institution]);

    /// <summary>Net worth at or below which each institution is in default; −∞ where it owes nothing and so cannot fail to pay.</summary>
    public double[] FailsAt { get; }

    internal override double FullPayment(int institution)
    {
        var payment = Network.Sheets[institution].TrustAssets + Ahead[institution];
        for (var slot = institution * Classes; slot < (institution + 1) * Classes; slot++)
        {
            payment += Due[slot];
        }

        return payment;
    }

    private protected override bool IsUnwell(int institution) => InitialEquity[institution] <= FailsAt[institution];

    private static int[] Slots(Network network, int classes)
    {
        var slot = network.Claims.Column.ToArray();
        if (classes > 1)
        {
            for (var claim = 0; claim < slot.Length; claim++)
            {
                slot[claim] = (slot[claim] * classes) + network.ClaimSeniority.Span[claim] - 1;
            }
        }

        return slot;
    }

    private void SumDebts()
    {
        var claims = Network.Claims;
        for (var creditor = 0; creditor < Network.Count; creditor++)
        {
            for (var claim = claims.Start[creditor]; claim < claims.Start[creditor + 1]; claim++)
            {
                Due[Slot[claim]] += claims.Amount[claim];
            }
        }
    }

    private void AddOutsiders(int institution, BalanceSheet sheet)
    {
        Place(Parameters.ExternalCreditors, sheet.OutsideLiabilities);
        Place(Parameters.ClientDeficiency, sheet.ClientMoney - sheet.TrustAssets);
        Outside[institution] = sheet.OutsideAssets;
        Due[institution * Classes] += Beside[institution];
        TotalDue[institution] = Ahead[institution];
        for (var rank = 0; rank < Classes; rank++)
        {
            TotalDue[institution] += Due[(institution * Classes) + rank];
        }

        void Place(ExternalCreditors rank, double amount) => (rank == ExternalCreditors.Senior ? Ahead : Beside)[institution] += amount;
    }
}
