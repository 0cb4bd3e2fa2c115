namespace Contagion.Networks;

/// <summary>Draws the loans of a tripartite network.</summary>
internal sealed class LoanMarket
{
    private const int BorrowersPerRange = 1 << 12;

    private readonly Tripartite _model;
    private readonly NetworkDraw _draw;

    /// <summary>Sums of the shares of the platforms before each, and of all.</summary>
    private readonly double[] _sharesBefore;
    private readonly int _platformsWithShare;

    public LoanMarket(Tripartite model, NetworkDraw draw)
    {
        (_model, _draw) = (model, draw);
        var shares = model.MarketShares();
        _platformsWithShare = shares.Count(share => share > 0);
        _sharesBefore = new double[shares.Length + 1];
        for (var platform = 0; platform < shares.Length; platform++)
        {
            _sharesBefore[platform + 1] = _sharesBefore[platform] + shares[platform];
        }
    }

    /// <summary>All loans, by borrower and then platform; each has as many lenders as the model says, in the same order.</summary>
    public IReadOnlyList<(List<Loan> Loans, List<int> Lenders)> Draw()
    {
        var parts = new (List<Loan>, List<int>)[((_model.Borrowers - 1) / BorrowersPerRange) + 1];
        _draw.ForEach(
            parts.Length,
            (first, end) =>
            {
                for (var part = first; part < end; part++)
                {
                    parts[part] = Draw(part * BorrowersPerRange, Math.Min(_model.Borrowers, (part + 1) * BorrowersPerRange));
                }
            },
            rangeItems: 1);
        return parts;
    }

    private (List<Loan> Loans, List<int> Lenders) Draw(int first, int end)
    {
        var (loans, lenders, platforms) = (new List<Loan>(end - first), new List<int>((end - first) * _model.LendersPerLoan), new List<int>());
        for (var borrower = first; borrower < end; borrower++)
        {
            platforms.Clear();
            Platforms(borrower, platforms);
            for (var turn = 0; turn < platforms.Count; turn++)
            {
                var platform = platforms[turn];
                loans.Add(new Loan(
                    borrower,
                    platform,
                    _draw.Size(_model.Amount, Purpose.Amount, borrower, (uint)platform),
                    _model.Maturity is { } last ? 1 + _draw.Pick(Purpose.Maturity, borrower, (uint)platform, last) : null));
                Lenders(borrower, turn * _model.LendersPerLoan, lenders);
            }
        }

        return (loans, lenders);
    }

    /// <summary>The platforms that a borrower borrows on, ascending.</summary>
    private void Platforms(int borrower, List<int> platforms)
    {
        var draw = 0u;
        do
        {
            var platform = Platform(_draw.Uniform(Purpose.Platforms, borrower, draw++), platforms);
            platforms.Insert(~platforms.BinarySearch(platform), platform);
        }
        while (platforms.Count < _platformsWithShare && _draw.Uniform(Purpose.Platforms, borrower, draw++) < _model.Overlap);
    }

    /// <summary>One of the platforms that are left, in proportion to their shares.</summary>
    /// <param name="uniform">In [0, 1).</param>
    /// <param name="taken">The others, ascending.</param>
    private int Platform(double uniform, List<int> taken)
    {
        var left = _sharesBefore[^1];
        foreach (var platform in taken)
        {
            left -= ShareOf(platform);
        }

        // What is taken is passed over, as if those left stood one behind the other.
        var place = uniform * left;
        foreach (var platform in taken)
        {
            place += place >= _sharesBefore[platform] ? ShareOf(platform) : 0;
        }

        var found = Array.BinarySearch(_sharesBefore, place);
        var chosen = Math.Min(found >= 0 ? found : ~found - 1, _sharesBefore.Length - 2);
        // Where rounding, or a share of nothing at the place, leads to one that cannot be: the next that can.
        while (ShareOf(chosen) == 0 || taken.BinarySearch(chosen) >= 0)
        {
            chosen = (chosen + 1) % (_sharesBefore.Length - 1);
        }

        return chosen;
    }

    private double ShareOf(int platform) => _sharesBefore[platform + 1] - _sharesBefore[platform];

    /// <summary>Adds the lenders of a loan: different ones, each as likely.</summary>
    /// <remarks>Bentley and Floyd (1987), Communications of the ACM 30(9):754–757: as many draws as lenders.</remarks>
    private void Lenders(int borrower, int draw, List<int> lenders)
    {
        var (count, first) = (_model.LendersPerLoan, lenders.Count);
        for (var lender = 0; lender < count; lender++)
        {
            var last = _model.Lenders - count + lender;
            var drawn = _draw.Pick(Purpose.Links, borrower, (uint)(draw + lender), last + 1);
            lenders.Add(lenders.IndexOf(drawn, first) < 0 ? drawn : last);
        }
    }
}

/// <summary>What a borrower borrows on a platform.</summary>
/// <param name="Borrower">Number of the borrower, from 0.</param>
/// <param name="Platform">Number of the platform, from 0.</param>
/// <param name="Amount">Amount of the loan.</param>
/// <param name="Maturity">Period in which it falls due; null for none.</param>
internal readonly record struct Loan(int Borrower, int Platform, double Amount, int? Maturity);
