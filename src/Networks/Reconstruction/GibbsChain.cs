using System.Numerics;

namespace Contagion.Networks;

/// <summary>A chain of networks that all have the same marginals, and in the long run come as often as they are likely under a prior.</summary>
/// <remarks>
/// Gandy and Veraart (2017), Management Science 63(12):4428–4446. A step moves an amount Δ round a cycle of 2k cells: cells at even places owe less by it,
/// those at odd places more. Given the cycle, Δ lies between two ends where one cell is zero, and is drawn from the two ends and the density between them.
/// <para>
/// Half of the cycles are of debtors drawn by what they owe and creditors by what they lend, the same whatever the network is: large amounts move among those
/// who have them. The other half are paths of 2k − 1 links, drawn link by link, and the cell that closes them, which may be empty: in a sparse network
/// most cells of a cycle drawn at random are empty, and nothing can move. Such a path depends on the network, so the draw is one from the joint law of network
/// and cycle, π(L) q(C | L). With M links and D_v links at node v when all cells of the cycle are links, q(C | L) = Σ_e h_e / (M G), where e is the
/// cell that closes, h_e = (D_a − 1)(D_b − 1) of its two nodes, and G = Π_v (D_v − 1) is the same throughout; where e is empty, h_e / ((M − 1) G).
/// </para>
/// <para>
/// Ends where two cells would be zero at once are left out: they have weight only if marginals of some match those of others exactly, and whole numbers do not
/// mean to say that. So a network that hangs together keeps doing so. Cycles of 4 and 6 cells lead from any network to any other where the diagonal alone is
/// empty: Aoki and Takemura (2005), Journal of Statistical Computation and Simulation 75(10):777–796. A step is O(k).
/// </para>
/// </remarks>
internal sealed class GibbsChain
{
    /// <summary>The most debtors of a cycle; one more is half as likely as one less.</summary>
    private const int HalfMax = 32;

    /// <summary>Amounts that differ by less than this share run out at once.</summary>
    private const double Tie = 1e-9;

    private readonly LinkTable _links;
    private readonly ulong _seed;
    private readonly uint _sample;
    private readonly int _halfMax;
    private readonly int[] _debtors = new int[HalfMax];
    private readonly int[] _creditors = new int[HalfMax];
    private readonly int[] _cells = new int[2 * HalfMax];
    private readonly AliasTable _liabilities;
    private readonly AliasTable _assets;
    private int _half;
    private int _open;
    private uint _step;

    /// <param name="start">Where it starts; a row a creditor. Has the marginals, and hangs together.</param>
    /// <param name="prior">The prior.</param>
    /// <param name="seed">The scenario's seed.</param>
    /// <param name="sample">Index of the sample.</param>
    public GibbsChain(CompressedRows start, LinkPrior prior, ulong seed, uint sample)
    {
        (_links, Prior, _seed, _sample) = (new LinkTable(start), prior, seed, sample);
        (_assets, _liabilities) = (new AliasTable(start.RowSums()), new AliasTable(start.ColumnSums(start.Rows)));
        var all = Enumerable.Range(0, start.Rows);
        _halfMax = Math.Min(HalfMax, Math.Min(all.Count(one => _links.DegreeOfDebtor(one) > 0), all.Count(one => _links.DegreeOfCreditor(one) > 0)));
    }

    /// <summary>The prior; may be changed between steps.</summary>
    public LinkPrior Prior { get; set; }

    /// <summary>Number of links.</summary>
    public int Links => _links.Count;

    /// <summary>The network as it stands; a row a creditor.</summary>
    public CompressedRows Claims() => _links.Claims();

    /// <summary>What a debtor owes a creditor.</summary>
    public double AmountOf(int debtor, int creditor) => _links.Find(debtor, creditor) is >= 0 and var link ? _links.Amount(link) : 0;

    /// <summary>Σ L², how far debts are concentrated in a few links.</summary>
    public double SquaredAmounts()
    {
        var sum = 0.0;
        for (var link = 0; link < _links.Count; link++)
        {
            sum += _links.Amount(link) * _links.Amount(link);
        }

        return sum;
    }

    /// <summary>Takes steps.</summary>
    public void Run(long steps)
    {
        for (long step = 0; step < steps && _halfMax >= 2; step++)
        {
            Step();
        }
    }

    private void Step()
    {
        var draws = new KeyedDraws(_seed, _sample, Purpose.Chain, _step++);
        var kind = draws.Next();
        // The top bit says how the cycle is found, the lowest that is set how long it is: half of those walked, and three quarters of those chosen, are the shortest.
        var isWalked = kind >> 63 == 0;
        _half = Math.Min(2 + BitOperations.TrailingZeroCount(isWalked ? kind : kind | (kind >> 31)), _halfMax);
        if (isWalked ? Walk(ref draws) : Choose(ref draws))
        {
            Move(ref draws, isWalked);
        }
    }

    /// <summary>Draws a path of links and the cell that closes it; false when it visits somebody twice on the same side.</summary>
    private bool Walk(ref KeyedDraws draws)
    {
        var link = draws.Below(_links.Count);
        (_cells[0], _debtors[0], _creditors[0]) = (link, _links.DebtorOf(link), _links.CreditorOf(link));
        for (var at = 1; at < _half; at++)
        {
            link = _links.OtherOfCreditor(link, ref draws);
            if (link < 0 || _debtors.AsSpan(0, at).Contains(_links.DebtorOf(link)))
            {
                return false;
            }

            (_cells[(2 * at) - 1], _debtors[at]) = (link, _links.DebtorOf(link));
            link = _links.OtherOfDebtor(link, ref draws);
            if (link < 0 || _creditors.AsSpan(0, at).Contains(_links.CreditorOf(link)))
            {
                return false;
            }

            (_cells[2 * at], _creditors[at]) = (link, _links.CreditorOf(link));
        }

        var closing = (2 * _half) - 1;
        _cells[closing] = _links.Find(_debtors[0], _creditors[_half - 1]);
        _open = _cells[closing] < 0 ? closing : -1;
        return _debtors[0] != _creditors[_half - 1];
    }

    /// <summary>Draws debtors and creditors of a cycle by what they owe and lend; false when one comes twice or more than one cell is empty.</summary>
    private bool Choose(ref KeyedDraws draws)
    {
        for (var at = 0; at < _half; at++)
        {
            (_debtors[at], _creditors[at]) = (_liabilities.Find(draws.Next()), _assets.Find(draws.Next()));
            if (_debtors.AsSpan(0, at).Contains(_debtors[at]) || _creditors.AsSpan(0, at).Contains(_creditors[at]))
            {
                return false;
            }
        }

        _open = -1;
        for (var cell = 0; cell < 2 * _half; cell++)
        {
            _cells[cell] = _links.Find(Debtor(cell), Creditor(cell));
            if (_cells[cell] < 0 && (_open >= 0 || Debtor(cell) == Creditor(cell)))
            {
                return false;
            }

            _open = _cells[cell] < 0 ? cell : _open;
        }

        return true;
    }

    /// <summary>Draws Δ and moves it round the cycle.</summary>
    private void Move(ref KeyedDraws draws, bool isWalked)
    {
        var (most, up) = Smallest(0);
        var (least, down) = Smallest(1);
        var (width, growth) = (most + least, 0.0);
        for (var cell = 0; cell < 2 * _half && !Prior.HasOneRate; cell++)
        {
            growth += (cell % 2 == 0 ? 1 : -1) * Prior.Rate(Debtor(cell), Creditor(cell));
        }

        // Weights are those of e^(growth Δ), divided by the larger of the two ends.
        var fall = Math.Abs(growth) * width;
        var far = fall == 0 ? 1 : Elementary.Exp(-fall);
        var lower = down < 0 ? 0 : End(down) * (growth > 0 ? far : 1);
        var upper = up < 0 ? 0 : End(up) * (growth < 0 ? far : 1);
        var between = (isWalked ? Ways() : 1) * width * Mean(fall, far);
        var place = draws.Uniform() * (lower + between + upper);
        if (place < lower)
        {
            Shift(-least, down);
        }
        else if (place < lower + upper)
        {
            Shift(most, up);
        }
        else
        {
            // How far from the end with the larger weight.
            var passed = width * Quantile(draws.Open(), fall, far);
            Shift(growth > 0 ? most - passed : passed - least, -1);
        }

        double End(int cell) => (isWalked ? Ways(cell) / (AllLinks - 1) : 1) * Prior.Absence(Debtor(cell), Creditor(cell));
    }

    /// <summary>M: the links there are if every cell of the cycle is one.</summary>
    private double AllLinks => _links.Count + (_open >= 0 ? 1.0 : 0);

    /// <summary>Σ_e h_e / M over the cells of the cycle.</summary>
    private double Ways()
    {
        var sum = 0.0;
        for (var cell = 0; cell < 2 * _half; cell++)
        {
            sum += Ways(cell);
        }

        return sum / AllLinks;
    }

    /// <summary>h_e of a cell: (D_a − 1)(D_b − 1).</summary>
    private double Ways(int cell)
    {
        var (debtor, creditor) = (Debtor(cell), Creditor(cell));
        return (_links.DegreeOfDebtor(debtor) - (_open >= 0 && debtor == Debtor(_open) ? 0.0 : 1))
            * (_links.DegreeOfCreditor(creditor) - (_open >= 0 && creditor == Creditor(_open) ? 0.0 : 1));
    }

    private int Debtor(int cell) => _debtors[(cell + 1) / 2 % _half];

    private int Creditor(int cell) => _creditors[cell / 2];

    /// <summary>The smallest amount of the cells at even or odd places, and its cell; −1 when another runs out with it.</summary>
    private (double Amount, int Cell) Smallest(int parity)
    {
        var (smallest, next, which) = (double.PositiveInfinity, double.PositiveInfinity, -1);
        for (var cell = parity; cell < 2 * _half; cell += 2)
        {
            var amount = _cells[cell] < 0 ? 0 : _links.Amount(_cells[cell]);
            (smallest, next, which) = amount < smallest ? (amount, smallest, cell) : (smallest, Math.Min(next, amount), which);
        }

        return (smallest, next - smallest > Tie * smallest ? which : -1);
    }

    /// <summary>Moves an amount round the cycle; the cell that runs out, if any, is a link no more.</summary>
    private void Shift(double amount, int empty)
    {
        if (amount == 0 || (empty < 0 && RunsOut(amount)))
        {
            return;
        }

        for (var cell = 0; cell < 2 * _half; cell++)
        {
            if (_cells[cell] >= 0)
            {
                _links.Amount(_cells[cell]) += cell % 2 == 0 ? -amount : amount;
            }
        }

        if (_open >= 0)
        {
            _links.Add(Debtor(_open), Creditor(_open), _open % 2 == 0 ? -amount : amount);
        }

        if (empty >= 0)
        {
            _links.Remove(_cells[empty]);
        }
    }

    /// <summary>Whether rounding takes an amount between the ends to one of them: then nothing is moved.</summary>
    private bool RunsOut(double amount)
    {
        for (var cell = 0; cell < 2 * _half; cell++)
        {
            if (!((_cells[cell] < 0 ? 0 : _links.Amount(_cells[cell])) + (cell % 2 == 0 ? -amount : amount) > 0))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>∫ e^(−fall t) dt over [0, 1].</summary>
    private static double Mean(double fall, double far) => fall < 1e-5 ? 1 - (fall / 2) : (1 - far) / fall;

    /// <summary>Where in [0, 1] the share <paramref name="share"/> of e^(−fall t) is passed.</summary>
    private static double Quantile(double share, double fall, double far) => fall < 1e-5 ? share : Math.Min(1, Elementary.Log(1 - (share * (1 - far))) / -fall);
}
