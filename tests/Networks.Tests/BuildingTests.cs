using Contagion.Model;

namespace Contagion.Networks.Tests;

/// <summary>Networks large enough to be built on all processors, against a plain loop.</summary>
public sealed class BuildingTests
{
    // Above the size of one range, so that several threads take part.
    private const int Institutions = Ranges.RangeItems + 7000;
    private const int Exposures = 3 * Institutions;

    // Decimals that add up in another order give other sums, so equal amounts mean the same order.
    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public void The_rows_are_those_of_a_plain_loop_over_the_exposures(bool isSorted, bool hasClasses)
    {
        var exposures = Drawn(isSorted, hasClasses);
        var expected = new SortedDictionary<(int Creditor, int Debtor, int Seniority, int Type), double>();
        foreach (var (creditor, debtor, amount, type, seniority) in exposures)
        {
            var key = (creditor, debtor, seniority, (int)type);
            expected[key] = expected.GetValueOrDefault(key) + amount;
        }

        var network = Build(exposures);

        Assert.True(expected.Count < Exposures, "no two exposures are parallel");
        Assert.Equal(expected.Select(one => (one.Key.Creditor, one.Key.Debtor, one.Value)), Entries(network.Claims));
        Assert.Equal(
            expected.OrderBy(one => (one.Key.Debtor, one.Key.Creditor, one.Key.Seniority, one.Key.Type)).Select(one => (one.Key.Debtor, one.Key.Creditor, one.Value)),
            Entries(network.Debts));
        Assert.Equal(hasClasses ? expected.Keys.Select(key => (byte)key.Seniority) : [], network.ClaimSeniority.ToArray());
        Assert.Equal(hasClasses ? expected.Keys.Select(key => (byte)key.Type) : [], network.ClaimType.ToArray());
    }

    [Fact]
    public void Every_sheet_holds_what_the_rows_add_up_to()
    {
        var network = Build(Drawn(isSorted: false, hasClasses: false));

        var (assets, liabilities) = (network.Claims.RowSums(), network.Debts.RowSums());
        for (var institution = 0; institution < Institutions; institution++)
        {
            Assert.Equal((assets[institution], liabilities[institution]), (network.Sheets[institution].NetworkAssets, network.Sheets[institution].NetworkLiabilities));
        }
    }

    [Fact]
    public void Sheets_that_cannot_balance_are_told_once_each_in_input_order()
    {
        int[] wrong = [3, 4, 20_000, Ranges.RangeItems, Institutions - 1];
        var builder = new NetworkBuilder();
        for (var institution = 0; institution < Institutions; institution++)
        {
            builder.Add(new Institution($"B{institution}", InstitutionKind.Bank)
            {
                ExternalAssets = 10,
                ExternalLiabilities = 4,
                Equity = wrong.Contains(institution) ? 7 : 6,
            });
        }

        var told = new List<int>();

        Assert.Null(builder.TryBuild((institution, _) => told.Add(institution)));
        Assert.Equal(wrong, told);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Ranges.RangeItems)]
    [InlineData(Ranges.RangeItems + 1)]
    [InlineData((3 * Ranges.RangeItems) - 1)]
    public void Ranges_take_every_item_once(int items)
    {
        var visits = new int[items];

        Ranges.ForEach(items, (first, end) =>
        {
            for (var item = first; item < end; item++)
            {
                Interlocked.Increment(ref visits[item]);
            }
        });

        Assert.All(visits, count => Assert.Equal(1, count));
    }

    [Fact]
    public void Exposures_taken_back_are_not_built()
    {
        var builder = new NetworkBuilder();
        builder.Add(new Institution("A", InstitutionKind.Bank));
        builder.Add(new Institution("B", InstitutionKind.Bank));
        builder.Add(new Exposure(0, 1, 8, ExposureType.Demand, 2));
        builder.RemoveExposures();
        builder.Add(new Exposure(1, 0, 3));

        var network = builder.Build();

        Assert.Equal([(1, 0, 3.0)], Entries(network.Claims));
        Assert.True(network.ClaimSeniority.IsEmpty);
    }

    private static Exposure[] Drawn(bool isSorted, bool hasClasses)
    {
        var random = new Random(11);
        var exposures = Enumerable.Range(0, Exposures).Select(_ =>
        {
            // One creditor in three exposures is the same hub, whose row is long and has parallel exposures.
            var creditor = random.Next(3) == 0 ? 5 : random.Next(Institutions);
            var debtor = (creditor + 1 + random.Next(Institutions - 1)) % Institutions;
            return new Exposure(
                creditor, debtor, random.Next(1, 100_000) / 100.0, hasClasses ? (ExposureType)random.Next(2) : default, (byte)(hasClasses ? random.Next(1, 4) : 1));
        });
        return isSorted ? [.. exposures.OrderBy(one => one.Creditor)] : [.. exposures];
    }

    private static Network Build(Exposure[] exposures)
    {
        var builder = new NetworkBuilder();
        for (var institution = 0; institution < Institutions; institution++)
        {
            builder.Add(new Institution($"B{institution}", InstitutionKind.Bank) { Equity = 100 });
        }

        foreach (var exposure in exposures)
        {
            builder.Add(exposure);
        }

        return builder.Build();
    }

    private static IEnumerable<(int, int, double)> Entries(CompressedRows rows) =>
        Enumerable.Range(0, rows.Rows).SelectMany(row => Enumerable.Range(rows.Start[row], rows.Start[row + 1] - rows.Start[row]).Select(entry => (row, rows.Column[entry], rows.Amount[entry])));

    [Fact]
    public void Numbers_that_nobody_gave_are_added_to_all_and_others_are_not_overwritten()
    {
        var builder = new NetworkBuilder();
        builder.Add(new Institution("A", InstitutionKind.Platform) { Quality = 0.5 });
        builder.Add(new Institution("B", InstitutionKind.Platform));

        builder.Add(InstitutionItem.Score, [double.NaN, 0.25]);

        Assert.Throws<ArgumentException>(() => builder.Add(InstitutionItem.Score, [0.5, 0.5]));
        Assert.Throws<ArgumentException>(() => builder.Add(InstitutionItem.Quality, [0.5, 0.5]));
        Assert.Throws<ArgumentException>(() => builder.Add(InstitutionItem.Licence, [1]));
        var network = builder.Build();
        Assert.Equal([double.NaN, 0.25], network.Score.ToArray());
        Assert.Equal(0.25, network.Given(1).Score);
        Assert.Null(network.Given(0).Score);
    }
}
