using Contagion.Model;
using Contagion.Tests;

namespace Contagion.Engine.Tests;

/// <summary>Fire sales of 48 European banks against the public code of Farmer and others (2020): shared/reference/firesale-eba2018.</summary>
/// <remarks>What the peer's banks decide is written here, in plain numbers; what they sell, what that does to prices, what they get and what it
/// leaves them is the engine's. The peer measures sales in units and pays the mean of the prices before and after.</remarks>
public sealed class EuropeanBanksReferenceTests
{
    private const string Folder = "firesale-eba2018";
    private const int Steps = 6;
    private const double LeverageMin = .03;
    private const double LeverageTarget = .05;

    // Its README: an independent implementation agrees to 6e-15; ask for 1e-9 relative and the same steps of default.
    private const double Tolerance = 1e-9;

    private readonly Table _banks = Table.Read(Folders.Shared(Folder)!, "institutions.csv");

    // Source: expected.csv, experiments 1 to 4.
    [SharedFact(Folder)]
    public void Systems_end_at_the_peers_prices()
    {
        var expected = Table.Read(Folders.Shared(Folder)!, "expected.csv");
        Assert.True(expected.Count >= 70, $"{expected.Count} rows");
        foreach (var row in expected.Rows)
        {
            var isCorporate = expected.Text(row, "experiment").StartsWith('4');
            var system = new Banks(_banks, expected.Number(row, "price_impact_per_5pct"), expected.Number(row, "leverage_buffer"));
            system.Run(expected.Number(row, "initial_shock"), isCorporate ? 0 : 1);

            double[] wanted = [expected.Number(row, "final_price_corp"), expected.Number(row, "final_price_gov"), .. Column("sold_step")];
            Near.EqualRelative(wanted, [.. system.Prices, .. system.SoldBy], Tolerance, $"{Folder}, row {row}, prices and shares sold", smallest: 1e-3);
            Assert.Equal(Column("defaults_step"), Enumerable.Range(1, Steps).Select(step => (double)system.DefaultStep.Count(one => one == step)));

            IEnumerable<double> Column(string name) => Enumerable.Range(1, Steps).Select(step => expected.Number(row, $"{name}{step}"));
        }
    }

    // Source: expected_banks.csv, five settings.
    [SharedFact(Folder)]
    public void Every_bank_ends_where_the_peers_does()
    {
        var expected = Table.Read(Folders.Shared(Folder)!, "expected_banks.csv");
        var settings = expected.Rows.GroupBy(row => expected.Text(row, "setting")).ToList();
        Assert.Equal(5, settings.Count);
        foreach (var rows in settings)
        {
            var first = rows.First();
            var system = new Banks(_banks, expected.Number(first, "price_impact"), expected.Number(first, "leverage_buffer"));
            system.Run(expected.Number(first, "shock"), 1);
            foreach (var row in rows)
            {
                var bank = Array.IndexOf(_banks.Texts("id"), expected.Text(row, "id"));
                string[] columns = ["cash", "corp_quantity", "gov_quantity", "loan", "equity", "total_assets"];

                // Errors are in proportion to the sheet: equity is a small difference of large numbers.
                Near.EqualRelative(
                    [.. columns.Select(column => expected.Number(row, column))], system.StateOf(bank), Tolerance, $"{Folder}, {rows.Key}, {expected.Text(row, "id")}",
                    smallest: expected.Number(row, "total_assets"));
                Assert.Equal(expected.Text(row, "default_step") is { Length: > 0 } step ? int.Parse(step, System.Globalization.CultureInfo.InvariantCulture) : 0, system.DefaultStep[bank]);
            }
        }
    }

    /// <summary>The peer's banks: cash, two kinds of bonds, a loan to pay back, and a leverage to keep.</summary>
    private sealed class Banks
    {
        private readonly FireSale<OneLane> _sale;
        private readonly double[] _cash;
        private readonly double[] _other;
        private readonly double[] _loan;
        private readonly double[] _otherDebt;
        private readonly double _buffer;

        public Banks(Table banks, double impact, double buffer)
        {
            (_cash, _other, _loan, _otherDebt) = (banks.Numbers("cash"), banks.Numbers("other_assets"), banks.Numbers("loan"), banks.Numbers("other_liabilities"));
            (_buffer, DefaultStep) = (buffer, new int[banks.Count]);
            var (corporate, government) = (banks.Numbers("corp_bonds"), banks.Numbers("gov_bonds"));
            var bonds = new double[banks.Count, 2];
            for (var bank = 0; bank < banks.Count; bank++)
            {
                (bonds[bank, 0], bonds[bank, 1]) = (corporate[bank], government[bank]);
            }

            // Selling 5 % of all bonds of a kind takes the given share off their price.
            var market = new Portfolios(
                InLanes.Sparse(bonds), PriceImpact.Calibrated(impact, .05, corporate.Sum()), PriceImpact.Calibrated(impact, .05, government.Sum()));
            _sale = new FireSale<OneLane>(market, ExecutionPrice.Average, SalesMeasure.Units);
        }

        /// <summary>0 for those who stand.</summary>
        public int[] DefaultStep { get; }

        public List<double> SoldBy { get; } = [];

        public double[] Prices => InLanes.Of(_sale.Price);

        public void Run(double shock, int asset)
        {
            _sale.Price[asset] = new OneLane(1 - shock);
            for (var step = 1; step <= Steps; step++)
            {
                for (var bank = 0; bank < _cash.Length; bank++)
                {
                    _sale.Sold[bank] = DefaultStep[bank] > 0 && DefaultStep[bank] == step - 1 ? _sale.Held[bank] : _sale.Sold[bank];
                }

                _sale.Reprice(0, 2);
                _sale.Settle(0, _cash.Length);
                for (var bank = 0; bank < _cash.Length; bank++)
                {
                    _cash[bank] += _sale.Proceeds[bank][0];
                    _sale.Sold[bank] = DefaultStep[bank] > 0 ? OneLane.Zero : new OneLane(Decide(bank, step));
                }

                SoldBy.Add(1 - (Left(0) + Left(1)) / (_sale.Portfolios.Units[0] + _sale.Portfolios.Units[1]));
            }
        }

        public double[] StateOf(int bank)
        {
            var (bonds, held) = (_sale.Portfolios.Holdings, _sale.Held[bank][0]);
            var state = new double[2];
            for (var entry = bonds.Start[bank]; entry < bonds.Start[bank + 1]; entry++)
            {
                state[bonds.Column[entry]] = held * bonds.Amount[entry];
            }

            return [_cash[bank], state[0], state[1], _loan[bank], EquityOf(bank), AssetsOf(bank)];
        }

        private double Left(int asset) => _sale.Portfolios.UnitsOf(asset, _sale.Held)[0];

        private double AssetsOf(int bank) => _cash[bank] + _sale.Value(bank)[0] + _other[bank];

        private double EquityOf(int bank) => AssetsOf(bank) - _loan[bank] - _otherDebt[bank];

        /// <summary>Fails, or pays back from cash, or puts up bonds for what cash does not cover; returns the share of the bonds at the start.</summary>
        private double Decide(int bank, int step)
        {
            var (assets, equity) = (AssetsOf(bank), EquityOf(bank));
            if (equity / assets < LeverageMin)
            {
                DefaultStep[bank] = step;
                return 0;
            }

            if (!(equity / assets < _buffer))
            {
                return 0;
            }

            var excess = assets - (equity / LeverageTarget);
            var paid = Math.Max(0, Math.Min(excess, Math.Min(_cash[bank], _loan[bank])));
            _cash[bank] -= paid;
            _loan[bank] -= paid;
            var needed = Math.Max(0, excess - paid - _cash[bank]);
            var (value, held) = (_sale.Value(bank)[0], _sale.Held[bank][0]);
            return value > 0 ? held * Math.Min(1, needed / value) : 0;
        }
    }
}
