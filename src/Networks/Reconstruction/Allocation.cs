namespace Contagion.Networks;

/// <summary>One way to meet marginals with few links: again and again two institutions are drawn, and one lends the other all that one of them has left.</summary>
/// <remarks>
/// A pair is drawn with probability ∝ max(c_j / r_i, r_i / c_j) of what is left: a large lender rather serves many small borrowers, and a small lender one
/// large borrower. Every link uses up a creditor or a debtor, so there are at most creditors + debtors − 1, and two more for each time that an institution
/// is left alone with itself. Anand, Craig and von Peter (2015), Quantitative Finance 15(4):625–636, §2.2, without taking links back.
/// O((institutions + links) log institutions).
/// </remarks>
internal sealed class Allocation
{
    /// <summary>What is left of a marginal below this share of it is rounding.</summary>
    private const double Rounding = 1e-12;

    /// <summary>Pairs drawn in vain after which the one that must not be drawn is left out: it may be as good as certain.</summary>
    private const int DrawsMax = 16;

    private readonly Marginals _marginals;
    private readonly Side _creditors;
    private readonly Side _debtors;
    private readonly List<(int Creditor, int Debtor, double Amount)> _links = [];
    private readonly double _unit;
    private KeyedDraws _draws;

    private Allocation(Marginals marginals, KeyedDraws draws)
    {
        (_marginals, _draws) = (marginals, draws);
        // A power of two: whole numbers stay whole, and no product overflows.
        _unit = Math.ScaleB(1, Math.ILogB(marginals.Total));
        (_creditors, _debtors) = (new Side(marginals.Assets, _unit), new Side(marginals.Liabilities, _unit));
    }

    /// <summary>Draws claims that have the marginals; a row a creditor.</summary>
    /// <param name="marginals">The marginals.</param>
    /// <param name="draws">Where chance comes from.</param>
    public static CompressedRows Draw(Marginals marginals, KeyedDraws draws)
    {
        if (marginals.Total == 0)
        {
            return CompressedRows.Empty(marginals.Count);
        }

        return marginals.Hub is not null ? marginals.Star() : new Allocation(marginals, draws).Claims();
    }

    private CompressedRows Claims()
    {
        while (_creditors.Left > 0 && _debtors.Left > 0 && Pair() is var (creditor, debtor))
        {
            Lend(creditor, debtor, Math.Min(_creditors[creditor], _debtors[debtor]));
        }

        if (_creditors.Left > 0 && _debtors.Left > 0)
        {
            Exchange(_creditors.Last);
        }

        Spread();
        var entries = new EntryColumns();
        foreach (var (creditor, debtor, amount) in _links)
        {
            if (amount > 0)
            {
                entries.Add(creditor, debtor, amount * _unit);
            }
        }

        return entries.Build(CompressedRows.Empty(_marginals.Count));
    }

    /// <summary>Draws two that are not the same; null when there are none.</summary>
    private (int Creditor, int Debtor)? Pair()
    {
        if (_creditors.Left == 1 && _debtors.Left == 1 && _creditors.Last == _debtors.Last)
        {
            return null;
        }

        for (var draw = 0; draw < DrawsMax; draw++)
        {
            // The sum of both ratios is easy to draw from, and at most twice the larger one.
            var (small, large) = (_debtors.Inverse.Total * _creditors.Amount.Total, _debtors.Amount.Total * _creditors.Inverse.Total);
            var isLender = _draws.Uniform() * (small + large) < small;
            var creditor = (isLender ? _creditors.Amount : _creditors.Inverse).Find(_draws.Uniform());
            var debtor = (isLender ? _debtors.Inverse : _debtors.Amount).Find(_draws.Uniform());
            var ratio = _creditors[creditor] / _debtors[debtor];
            if (creditor != debtor && _draws.Uniform() * (ratio + (1 / ratio)) < Math.Max(ratio, 1 / ratio))
            {
                return (creditor, debtor);
            }
        }

        if (_debtors.Left == 1)
        {
            return (_creditors.FindBesides(_debtors.Last, _draws.Uniform()), _debtors.Last);
        }

        var lender = _creditors.Amount.Find(_draws.Uniform());
        return (lender, _debtors.FindBesides(lender, _draws.Uniform()));
    }

    private void Lend(int creditor, int debtor, double amount)
    {
        _links.Add((creditor, debtor, amount));
        _creditors.Take(creditor, amount, Rounding);
        _debtors.Take(debtor, amount, Rounding);
    }

    /// <summary>Serves one who is left alone with itself: somebody else's claim is paid out to it and lent on by it.</summary>
    /// <remarks>Claims among others come to Σ − r − c and what is left, so there is always enough.</remarks>
    private void Exchange(int alone)
    {
        while (Math.Min(_creditors[alone], _debtors[alone]) is > 0 and var left)
        {
            var (largest, at) = (0.0, -1);
            for (var link = 0; link < _links.Count; link++)
            {
                var (creditor, debtor, amount) = _links[link];
                (largest, at) = creditor != alone && debtor != alone && amount > largest ? (amount, link) : (largest, at);
            }

            if (at < 0)
            {
                return;
            }

            var (lender, borrower, _) = _links[at];
            var moved = Math.Min(left, largest);
            _links[at] = (lender, borrower, largest - moved);
            _links.Add((alone, borrower, moved));
            _links.Add((lender, alone, moved));
            _creditors.Take(alone, moved, Rounding);
            _debtors.Take(alone, moved, Rounding);
        }
    }

    /// <summary>Where rounding leaves one side with something, those on whom it weighs least take it.</summary>
    private void Spread()
    {
        while (_creditors.Left > 0)
        {
            Lend(_creditors.Last, LargestBesides(_creditors.Last, _marginals.Liabilities), _creditors[_creditors.Last]);
        }

        while (_debtors.Left > 0)
        {
            Lend(LargestBesides(_debtors.Last, _marginals.Assets), _debtors.Last, _debtors[_debtors.Last]);
        }
    }

    private static int LargestBesides(int one, ReadOnlySpan<double> amounts)
    {
        var largest = one == 0 ? 1 : 0;
        for (var other = 0; other < amounts.Length; other++)
        {
            largest = other != one && amounts[other] > amounts[largest] ? other : largest;
        }

        return largest;
    }

    /// <summary>What creditors, or debtors, have left, in units of about all claims.</summary>
    private sealed class Side
    {
        private readonly double[] _whole;

        public Side(ReadOnlySpan<double> marginals, double unit)
        {
            _whole = marginals.ToArray();
            for (var one = 0; one < _whole.Length; one++)
            {
                _whole[one] /= unit;
            }

            (Amount, Inverse) = (new WeightTree(_whole), new WeightTree([.. _whole.Select(amount => amount > 0 ? 1 / amount : 0)]));
            Left = _whole.Count(amount => amount > 0);
        }

        public WeightTree Amount { get; }

        public WeightTree Inverse { get; }

        /// <summary>How many have something left.</summary>
        public int Left { get; private set; }

        /// <summary>The only one left, where there is one.</summary>
        public int Last => Amount.Find(0);

        public double this[int one] => Amount[one];

        public void Take(int one, double amount, double rounding)
        {
            var had = Amount[one];
            var left = had - amount;
            left = left > rounding * _whole[one] ? left : 0;
            (Amount[one], Inverse[one]) = (left, left > 0 ? 1 / left : 0);
            Left -= had > 0 && left == 0 ? 1 : 0;
        }

        /// <summary>Draws by what is left, leaving one out.</summary>
        public int FindBesides(int one, double place)
        {
            var kept = Amount[one];
            Amount[one] = 0;
            var found = Amount.Find(place);
            Amount[one] = kept;
            return found;
        }
    }
}
