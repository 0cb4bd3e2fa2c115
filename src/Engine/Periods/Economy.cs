using System.Runtime.CompilerServices;

namespace Contagion.Engine;

/// <summary>The books of everybody in one block, and what they tell each other: all that changes while a scenario runs.</summary>
/// <remarks>Institutions write their own entries only and read those of others that the step before left. The signs are those of docs/periods.md.</remarks>
internal sealed class Economy<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly List<(StateArray<TLanes> Array, double[] AtStart)> _state = [];

    public Economy(JointDynamics dynamics)
    {
        Dynamics = dynamics;
        var network = dynamics.Network;
        LaneArray<TLanes> Book(Func<int, double> atStart) => NewBook(true, atStart);
        // Who may not borrow is without what it would have bought.
        double OfExternal(int one) => Math.Min(network.Sheets[one].ExternalAssets, dynamics.NotBorrowed(one));
        double OfCash(int one) => Math.Min(network.Sheets[one].Cash, dynamics.NotBorrowed(one) - OfExternal(one));
        (Cash, Reserve) = (Book(one => network.Sheets[one].Cash - OfCash(one) + (dynamics.Lending?.NotLent[one] ?? 0)), Book(one => network.Sheets[one].Reserve));
        External = Book(one => network.Sheets[one].ExternalAssets - OfExternal(one));
        (Trust, Clients) = (Book(one => network.Sheets[one].TrustAssets), Book(one => network.Sheets[one].ClientMoney));
        (Deposits, Bonds) = (Book(one => network.Sheets[one].Deposits), Book(one => network.Sheets[one].ExternalLiabilities));
        (Bridge, Direct, OutsideLoss) = (Book(_ => 0), Book(_ => 0), Book(_ => 0));
        var policies = dynamics.Scenario.Policies;
        LaneArray<TLanes> If(bool isNeeded) => NewBook(isNeeded, _ => 0);
        (Standing, Left, Held, Share, Sent) = (Book(_ => 1), Book(_ => 1), Book(_ => 1), Book(_ => 1), Book(_ => 1));
        Owned = Book(_ => 1);
        (Declared, Failed, Closed) = (Book(_ => 0), Book(_ => 0), Book(_ => 0));
        (Unpaid, HeldBefore) = (Book(_ => 0), Book(_ => 1));
        Paid = Book(one => network.Sheets[one].TotalLiabilities);
        (Discounts, Deadweight, PublicLoss) = (Book(_ => 0), Book(_ => 0), Book(_ => 0));
        var hasGuarantees = dynamics.Guarantees is not null;
        (CreditLoss, ReservePaid, GuarantorCalled, PlatformCalled) = (Book(_ => 0), If(hasGuarantees), If(hasGuarantees), If(hasGuarantees));
        RunOff = If(policies.Admission is not null || policies.PooledFunds is not null);
        (Levied, FundPaid) = (If(policies.GuaranteeFund is not null), If(policies.GuaranteeFund is not null));
        (ReserveFilled, TrustFilled) = (If(policies.ReserveFund is not null), If(policies.Segregation is not null));
        (Lifeline, Withdrawn, Refused, PriceLoss, Dark) = (If(policies.LenderOfLastResort is not null), Book(_ => 0), Book(_ => 0), If(dynamics.Portfolios is not null), Book(_ => 0));
        (PaidUpTo, Availability) = (Book(_ => -1), Book(_ => 1));
        HasParted = new bool[network.Count];
        (Called, DueDeposits, DueClients, DueTrust) = (Book(_ => 0), Book(_ => 0), Book(_ => 0), Book(_ => 0));
        (Worth, SellShare) = (Book(one => dynamics.InitialEquity[one]), If(dynamics.Scenario.Channels.Market?.Deleveraging is not null));
        Kept = NewBook(dynamics.Portfolios is not null, _ => 1);
        (Price, PriceBefore) = (New(dynamics.Assets.Length, _ => 1), New(dynamics.Assets.Length, _ => 1));
        var hasLoad = OperationsPhase<TLanes>.IsNeeded(dynamics.Scenario) ? network.Count : 0;
        (Arrived, Dropped, IsOverloaded, Unsettled) = (New(hasLoad, _ => 0), New(hasLoad, _ => 0), New(hasLoad, _ => 0), New(hasLoad, _ => 0));
        IsHoarding = dynamics.Scenario.Channels.Liquidity?.Hoarding is not null;
        var lent = IsHoarding ? dynamics.OnDemand.Rows.Count : 0;
        (Lent, Recalled) = (New(lent, _ => 1), New(lent, _ => 0));
        LentOwn = IsHoarding ? NewRows(dynamics.OnDemand.Rows.Start.ToArray(), _ => 1) : New(0, _ => 1);
        (LentNow, RecalledNow) = (New(IsHoarding ? network.Count : 0, one => dynamics.DemandDebt[one]), If(IsHoarding));
        IsGated = New(dynamics.Scenario.Channels.Liquidity?.Panic is not null ? network.Count : 0, _ => 0);
        Books = [Cash, Reserve, External, Trust, Clients, Deposits, Bonds, Bridge];
    }

    public JointDynamics Dynamics { get; }

    /// <summary>The first period whose loans have not been paid.</summary>
    public int OpenFrom { get; set; }

    /// <summary>Whether anybody is closed in order.</summary>
    public bool IsAnyInRunOff { get; set; }

    /// <summary>Whether nobody has kept back what was due of late, so that all loans of a period are paid or none.</summary>
    public bool IsPunctual { get; set; }

    /// <summary>c.</summary>
    public LaneArray<TLanes> Cash { get; }

    /// <summary>r.</summary>
    public LaneArray<TLanes> Reserve { get; }

    /// <summary>g.</summary>
    public LaneArray<TLanes> External { get; }

    /// <summary>T.</summary>
    public LaneArray<TLanes> Trust { get; }

    /// <summary>K.</summary>
    public LaneArray<TLanes> Clients { get; }

    /// <summary>D.</summary>
    public LaneArray<TLanes> Deposits { get; }

    /// <summary>B.</summary>
    public LaneArray<TLanes> Bonds { get; }

    /// <summary>Λ: what is owed to the lender of last resort.</summary>
    public LaneArray<TLanes> Bridge { get; }

    /// <summary>Share of its marketable assets at the start that an institution still has; empty without a market.</summary>
    public LaneArray<TLanes> Kept { get; }

    /// <summary>q of each marketable asset.</summary>
    public LaneArray<TLanes> Price { get; }

    /// <summary>q before anything was sold in this period's clearing.</summary>
    public LaneArray<TLanes> PriceBefore { get; }

    /// <summary>Share of an institution's debts that default has not settled.</summary>
    public LaneArray<TLanes> Standing { get; }

    /// <summary>Share of claims on demand on an institution that has not been withdrawn.</summary>
    public LaneArray<TLanes> Left { get; }

    /// <summary>Whether there are any who may hoard.</summary>
    public bool IsHoarding { get; }

    /// <summary>Of each claim on demand, the share that has not been called back by hoarding; empty where nobody hoards.</summary>
    public LaneArray<TLanes> Lent { get; }

    /// <summary>The part of <see cref="Lent"/> that is the creditor's own: hoarders cannot call back what is somebody else's.</summary>
    public LaneArray<TLanes> LentOwn { get; }

    /// <summary>Share of its loans that an institution has not sold.</summary>
    public LaneArray<TLanes> Held { get; }

    /// <summary><see cref="Held"/> in the last clearing, before loans were sold: whose the guarantees are that are called for it.</summary>
    public LaneArray<TLanes> HeldBefore { get; }

    /// <summary>Share of its claims on demand that is still an institution's own: those of who was struck are somebody else's.</summary>
    public LaneArray<TLanes> Owned { get; }

    /// <summary>Whether an institution has parted with any of its claims, so that <see cref="Held"/> or <see cref="Owned"/> is less than one in some lane. Of most it never is,
    /// and what is not read need not come from memory.</summary>
    public bool[] HasParted { get; }

    /// <summary>The last period of which an institution has paid what was due by then.</summary>
    public LaneArray<TLanes> PaidUpTo { get; }

    /// <summary>σ in this period.</summary>
    public LaneArray<TLanes> Availability { get; }

    /// <summary>1 where an institution can send payments in this period, else 0.</summary>
    public LaneArray<TLanes> Sent { get; }

    /// <summary>x: share of its debts that an institution pays.</summary>
    public LaneArray<TLanes> Share { get; }

    /// <summary>Mask: a shock has declared the institution in default.</summary>
    public LaneArray<TLanes> Declared { get; }

    /// <summary>Share of an institution's original debts that it left unpaid when it failed; guarantees are called for it in the next period.</summary>
    public LaneArray<TLanes> Unpaid { get; }

    /// <summary>What an institution has paid its creditors in default; else all it owed at the start and was called upon to pay, less what they lost.</summary>
    public LaneArray<TLanes> Paid { get; }

    /// <summary>Mask: in default since this period's clearing.</summary>
    public LaneArray<TLanes> Failed { get; }

    /// <summary>Mask: wound up; it owns and owes nothing any more.</summary>
    public LaneArray<TLanes> Closed { get; }

    /// <summary>Mask: closed in order, paying what comes in to all creditors alike; empty where no policy does that.</summary>
    public LaneArray<TLanes> RunOff { get; }

    /// <summary>Share of what can be withdrawn from an institution that is paid out on demand in this period.</summary>
    public LaneArray<TLanes> Called { get; }

    /// <summary>Of each claim on demand, the part of <see cref="LentOwn"/> that the creditor calls back by hoarding in this period, and is paid.</summary>
    public LaneArray<TLanes> Recalled { get; }

    /// <summary>Deposits that are paid out in this period.</summary>
    public LaneArray<TLanes> DueDeposits { get; }

    /// <summary>Client money that is paid out of cash in this period.</summary>
    public LaneArray<TLanes> DueClients { get; }

    /// <summary>Client money that is paid out of trust in this period.</summary>
    public LaneArray<TLanes> DueTrust { get; }

    /// <summary>Share of its marketable assets that an institution has decided to sell in this period; empty without deleveraging.</summary>
    public LaneArray<TLanes> SellShare { get; }

    /// <summary>E.</summary>
    public LaneArray<TLanes> Worth { get; }

    /// <summary>Equity lost to shocks and credit events when every promise is honoured.</summary>
    public LaneArray<TLanes> Direct { get; }

    /// <summary>What creditors outside the network lost through an institution.</summary>
    public LaneArray<TLanes> OutsideLoss { get; }

    /// <summary>What sold loans lost against what they were worth.</summary>
    public LaneArray<TLanes> Discounts { get; }

    /// <summary>What defaults destroyed of estates.</summary>
    public LaneArray<TLanes> Deadweight { get; }

    /// <summary>What the lender of last resort lost; a part of <see cref="OutsideLoss"/>.</summary>
    public LaneArray<TLanes> PublicLoss { get; }

    /// <summary>What credit events cost a creditor before anybody made it good.</summary>
    public LaneArray<TLanes> CreditLoss { get; }

    /// <summary>What a platform's reserve fund paid.</summary>
    public LaneArray<TLanes> ReservePaid { get; }

    /// <summary>Cash that went into a platform's reserve fund because a policy asks for it.</summary>
    public LaneArray<TLanes> ReserveFilled { get; }

    /// <summary>Cash that went into trust because a policy asks for it.</summary>
    public LaneArray<TLanes> TrustFilled { get; }

    /// <summary>What a guarantor was called upon to pay.</summary>
    public LaneArray<TLanes> GuarantorCalled { get; }

    /// <summary>What a platform was called upon to pay by its own promise.</summary>
    public LaneArray<TLanes> PlatformCalled { get; }

    /// <summary>What the guarantee fund paid a creditor.</summary>
    public LaneArray<TLanes> FundPaid { get; }

    /// <summary>What an institution has paid into the guarantee fund.</summary>
    public LaneArray<TLanes> Levied { get; }

    /// <summary>What the lender of last resort lent an institution.</summary>
    public LaneArray<TLanes> Lifeline { get; }

    /// <summary>What was paid out on demand.</summary>
    public LaneArray<TLanes> Withdrawn { get; }

    /// <summary>What was asked for on demand and not paid out.</summary>
    public LaneArray<TLanes> Refused { get; }

    /// <summary>What an institution's marketable assets lost.</summary>
    public LaneArray<TLanes> PriceLoss { get; }

    /// <summary>Periods in which an institution could not pay.</summary>
    public LaneArray<TLanes> Dark { get; }

    /// <summary>The books that are emptied when an institution is wound up, its claims left aside.</summary>
    public LaneArray<TLanes>[] Books { get; }

    /// <summary>Load that has arrived so far.</summary>
    public LaneArray<TLanes> Arrived { get; }

    /// <summary>Load that has been dropped so far.</summary>
    public LaneArray<TLanes> Dropped { get; }

    /// <summary>Mask: load was dropped in this period.</summary>
    public LaneArray<TLanes> IsOverloaded { get; }

    /// <summary>Payments that were unsettled at the end of periods, added up over periods.</summary>
    public LaneArray<TLanes> Unsettled { get; }

    /// <summary>What the network has lent each institution on demand, but for what hoarders have called back; empty where nobody hoards.</summary>
    public LaneArray<TLanes> LentNow { get; }

    /// <summary>What of <see cref="LentNow"/> hoarders call back in this period.</summary>
    public LaneArray<TLanes> RecalledNow { get; }

    /// <summary>Mask: a gate or a suspension held back withdrawals in this period; empty without panic.</summary>
    public LaneArray<TLanes> IsGated { get; }

    /// <summary>What hoarders have been paid is lent no more.</summary>
    public void Recall()
    {
        var rows = Dynamics.OnDemand.Rows;
        LentNow.Span.Clear();
        RecalledNow.Span.Clear();
        for (var entry = 0; entry < rows.Count; entry++)
        {
            // Of who has failed since nothing is its own any more, and what it called back has been paid all the same.
            (Lent[entry], LentOwn[entry]) = (Lent[entry] - Recalled[entry], TLanes.Max(TLanes.Zero, LentOwn[entry] - Recalled[entry]));
            Recalled[entry] = TLanes.Zero;
            LentNow[rows.Column[entry]] += rows.Amount[entry] * Lent[entry];
        }
    }

    /// <summary>What the network has lent an institution on demand and not called back by hoarding.</summary>
    public TLanes LentTo(int debtor) => LentNow.Length > 0 ? LentNow[debtor] : TLanes.Of(Dynamics.DemandDebt[debtor]);

    /// <summary>Of a claim on demand, the share that has not been called back by hoarding.</summary>
    public TLanes LentOf(int claim) => IsHoarding ? Lent[claim] : TLanes.One;

    /// <summary>The part of <see cref="LentOf"/> that is the creditor's own.</summary>
    public TLanes OwnOf(int creditor, int claim) => IsHoarding ? LentOwn[claim] : Owned[creditor];

    /// <summary>Leaves an institution a share of its claims, whoever gets the rest.</summary>
    public void Part(int creditor, TLanes share)
    {
        HasParted[creditor] = true;
        foreach (var book in (ReadOnlySpan<LaneArray<TLanes>>)[Held, HeldBefore, Owned])
        {
            book[creditor] *= share;
        }

        var rows = Dynamics.OnDemand.Rows;
        for (var claim = rows.Start[creditor]; claim < rows.Start[creditor + 1] && IsHoarding; claim++)
        {
            LentOwn[claim] *= share;
        }
    }

    /// <summary>What trust lacks of what an institution owes its clients.</summary>
    public TLanes Deficiency(int institution) => TLanes.Max(TLanes.Zero, Clients[institution] - Trust[institution]);

    /// <summary>What of its debts on demand to the network nobody has withdrawn.</summary>
    public TLanes OnDemand(int debtor) => Left[debtor] * LentTo(debtor);

    /// <summary>What hoarders call back from an institution in this period.</summary>
    public TLanes RecalledFrom(int debtor) => RecalledNow.Length > 0 ? RecalledNow[debtor] : TLanes.Zero;

    /// <summary>An array that every block begins with, and that only what is done for all institutions at once writes.</summary>
    /// <param name="length">Number of entries.</param>
    /// <param name="atStart">What each entry begins with.</param>
    public LaneArray<TLanes> New(int length, Func<int, double> atStart) => New(length, atStart, 0, null);

    /// <summary>An array of which each institution has an entry, or several, of its own.</summary>
    /// <param name="isNeeded">Whether there is any use for it; else it is empty.</param>
    /// <param name="atStart">What each entry begins with.</param>
    /// <param name="perInstitution">Entries that each institution has, side by side.</param>
    public LaneArray<TLanes> NewBook(bool isNeeded, Func<int, double> atStart, int perInstitution = 1) =>
        New(isNeeded ? Dynamics.Network.Count * perInstitution : 0, atStart, perInstitution, null);

    /// <summary>An array of which each institution has some entries of its own.</summary>
    /// <param name="start">Where those of each begin, one longer than there are institutions.</param>
    /// <param name="atStart">What each entry begins with.</param>
    public LaneArray<TLanes> NewRows(int[] start, Func<int, double> atStart) => New(start[^1], atStart, 0, start);

    /// <summary>All arrays that institutions have entries of.</summary>
    public IEnumerable<StateArray<TLanes>> State => _state.Select(one => one.Array).Where(array => array.PerInstitution > 0 || array.Start is not null);

    /// <summary>Puts everything back to the start.</summary>
    public void Reset()
    {
        (OpenFrom, IsPunctual, IsAnyInRunOff) = (0, true, false);
        Array.Clear(HasParted);
        foreach (var ((lanes, _, _, _), atStart) in _state)
        {
            if (atStart.Length == 1)
            {
                lanes.Span.Fill(TLanes.Of(atStart[0]));
                continue;
            }

            var span = lanes.Span;
            for (var entry = 0; entry < span.Length; entry++)
            {
                span[entry] = TLanes.Of(atStart[entry]);
            }
        }
    }

    /// <summary>What an institution's marketable assets come to at current prices.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Marketable(int institution) => Kept.Length == 0 ? TLanes.Zero : Kept[institution] * Dynamics.Portfolios!.Value(institution, Price);

    /// <summary>Changes a book in one lane.</summary>
    public static void Set(LaneArray<TLanes> book, int institution, int lane, double amount) => book[institution] = book[institution].With(lane, amount);

    private LaneArray<TLanes> New(int length, Func<int, double> atStart, int perInstitution, int[]? start)
    {
        var lanes = new LaneArray<TLanes>(length);
        var numbers = new double[length];
        for (var entry = 0; entry < length; entry++)
        {
            numbers[entry] = atStart(entry);
        }

        // Most begin with one number for everybody.
        var atRest = numbers.AsSpan().ContainsAnyExcept(length > 0 ? numbers[0] : 0) ? numbers : length > 0 ? [numbers[0]] : [];
        _state.Add((new StateArray<TLanes>(lanes, perInstitution, start, IsKept: false), atRest));
        return lanes;
    }
}
