namespace Contagion.Engine;

/// <summary>Loans of pools that have been prohibited in order: they belong to those who had lent the pool on demand, to each the part of every loan that its claim was of all.</summary>
/// <remarks>
/// <c>models.md</c> 7.9. Whatever is added up over a creditor's loans is added up once for a pool, and its lenders take their parts of the sum. Claims
/// change hands amount for amount, once a run. Who was to be paid by the pool is looked at in every period from then on.
/// </remarks>
internal sealed class AssignedLoans<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly JointCascade<TLanes> _cascade;
    private readonly Economy<TLanes> _economy;
    private readonly int[] _placeOf;
    private readonly int[] _start;
    private readonly CompressedRows _rows;
    private readonly int[] _claim;
    private readonly LaneArray<TLanes> _part;
    private readonly LaneArray<TLanes> _ownPart;
    private readonly LaneArray<TLanes> _isDone;

    public AssignedLoans(JointCascade<TLanes> cascade)
    {
        (_cascade, _economy) = (cascade, cascade.Economy);
        var (dynamics, count) = (_economy.Dynamics, _economy.Dynamics.Network.Count);
        var (loans, demand) = (dynamics.Loans.Rows, dynamics.OnDemand);
        Pools = [.. Enumerable.Range(0, count).Where(one => dynamics.Network.ModeOf(one) == Model.PlatformMode.Pooled && loans.LengthOf(one) > 0 && dynamics.DemandDebt[one] > 0)];
        _placeOf = new int[count];
        Array.Fill(_placeOf, -1);
        _start = new int[count + 1];
        for (var place = 0; place < Pools.Length; place++)
        {
            _placeOf[Pools[place]] = place;
            _start[Pools[place] + 1] = 1;
        }

        for (var institution = 0; institution < count; institution++)
        {
            _start[institution + 1] += _start[institution];
        }

        var lent = ClaimSet.Of(demand.Rows, claim => _placeOf[demand.Rows.Column[claim]] >= 0);
        (_rows, _claim) = (lent.Rows, [.. Enumerable.Range(0, lent.Rows.Count).Select(lent.PositionOf)]);
        Lenders = [.. Enumerable.Range(0, count).Where(one => _rows.LengthOf(one) > 0)];
        (Share, ShareBefore, _isDone) = (NewSums(), NewSums(), NewSums());
        (_part, _ownPart) = (_economy.New(_rows.Count, _ => 0), _economy.New(_rows.Count, _ => 0));
    }

    /// <summary>Whether any have been assigned in this block.</summary>
    public bool IsAny { get; private set; }

    /// <summary>The pools that have loans and lenders on demand.</summary>
    public int[] Pools { get; }

    /// <summary>Their lenders.</summary>
    public int[] Lenders { get; }

    /// <summary>Share of each pool's loans that has been assigned.</summary>
    public LaneArray<TLanes> Share { get; }

    /// <summary>The same when the last period ended.</summary>
    public LaneArray<TLanes> ShareBefore { get; }

    /// <summary>Where a pool stands among <see cref="Pools"/>; −1 for all others.</summary>
    public int PlaceOf(int institution) => _placeOf[institution];

    /// <summary>A number for each pool.</summary>
    public LaneArray<TLanes> NewSums() => _economy.NewRows(_start, _ => 0);

    /// <summary>Forgets everything; called before a replication starts.</summary>
    public void Begin() => IsAny = false;

    /// <summary>Begins a period.</summary>
    public void Open()
    {
        if (IsAny)
        {
            Share.Span.CopyTo(ShareBefore.Span);
            _cascade.Awake.Wake(Lenders);
        }
    }

    /// <summary>Gives the loans of pools to their lenders where that has not been done yet: as far as both reach and, where deposits stand beside lenders, in proportion.</summary>
    public void Assign()
    {
        var lanes = Array.ConvertAll(Pools, pool => ~(_economy.Closed[pool] | _isDone[_placeOf[pool]]));
        if (Array.TrueForAll(lanes, TLanes.IsNone))
        {
            return;
        }

        IsAny = true;
        _cascade.Awake.Wake(Pools);
        _cascade.Awake.Wake(Lenders);
        foreach (var lender in Lenders)
        {
            for (var entry = _rows.Start[lender]; entry < _rows.Start[lender + 1]; entry++)
            {
                Deal(lender, entry, lanes[_placeOf[_rows.Column[entry]]]);
            }
        }

        for (var place = 0; place < Pools.Length; place++)
        {
            Assign(place, lanes[place]);
        }
    }

    /// <summary>A creditor's parts of what has been added up for each pool: its own, and that of those outside who have bought its claims, less what it gave away as a pool itself.</summary>
    public (TLanes Own, TLanes Outside) PartsOf(int lender, LaneArray<TLanes> sums)
    {
        var (all, own) = (TLanes.Zero, TLanes.Zero);
        for (var entry = _rows.Start[lender]; entry < _rows.Start[lender + 1]; entry++)
        {
            var sum = sums[_placeOf[_rows.Column[entry]]];
            all += _part[entry] * sum;
            own += _ownPart[entry] * sum;
        }

        own *= _economy.Owned[lender];
        return (own, all - own - (_placeOf[lender] is >= 0 and var place ? sums[place] : TLanes.Zero));
    }

    /// <summary>Notes which part of a pool's loans a lender gets, and which of it is its own if it parts with nothing from then on.</summary>
    private void Deal(int lender, int entry, TLanes lanes)
    {
        var (lent, claim) = (_economy.LentTo(_rows.Column[entry]), _claim[entry]);
        var part = Ratio.Of(_rows.Amount[entry] * _economy.LentOf(claim), lent, TLanes.Zero);
        var own = Ratio.Of(_rows.Amount[entry] * _economy.OwnOf(lender, claim), lent * _economy.Owned[lender], TLanes.Zero);
        (_part[entry], _ownPart[entry]) = (TLanes.Select(lanes, part, _part[entry]), TLanes.Select(lanes, own, _ownPart[entry]));
    }

    private void Assign(int place, TLanes lanes)
    {
        var pool = Pools[place];
        var (loans, demand) = (_cascade.LoansOf(pool), _economy.Standing[pool] * _economy.OnDemand(pool));
        var whole = TLanes.Max(loans, _economy.Deposits[pool] + demand);
        var moved = lanes & Ratio.Of(demand, whole, TLanes.Zero);
        Share[place] += moved * _economy.Held[pool];
        _economy.Held[pool] *= TLanes.One - moved;
        _economy.HasParted[pool] = true;
        _economy.Left[pool] *= TLanes.One - (lanes & Ratio.Of(loans, whole, TLanes.Zero));
        _isDone[place] |= lanes;
    }
}
