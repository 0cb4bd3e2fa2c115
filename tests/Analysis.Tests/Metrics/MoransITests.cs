using System.Text.Json;
using Contagion.Networks;
using Contagion.Tests;

namespace Contagion.Analysis.Tests;

/// <summary>Moran's I and Geary's C.</summary>
public sealed class MoransITests
{
    private static readonly double[,] Path5 = { { 0, 1, 0, 0, 0 }, { 1, 0, 1, 0, 0 }, { 0, 1, 0, 1, 0 }, { 0, 0, 1, 0, 1 }, { 0, 0, 0, 1, 0 } };

    // Source: models.md TV-MORAN.
    [Fact]
    public void A_path_of_five_is_as_models_md_says()
    {
        var moran = MoransI.Of(Weights(Path5, false), [1, 2, 3, 4, 5], 1)!;

        Assert.Equal(0.5, moran.Value, Near.Exact);
        Assert.Equal(-0.25, moran.Expected);
        Assert.True(moran.Permutations!.IsExact);
        Assert.Equal(120, moran.Permutations.Orders);
        Assert.Equal(8 / 120.0, moran.Permutations.Probability, Near.Exact);
        Assert.Equal(-0.25, moran.Permutations.Mean, Near.Exact);
    }

    // Source: models.md TV-MORAN, on the network of TV-CENT.
    [Fact]
    public void The_network_of_models_md_is_as_it_says()
    {
        var network = TestNetwork.Of(
            new double[,] { { 0, 4, 2, 0, 0 }, { 0, 0, 3, 1, 0 }, { 1, 0, 0, 5, 0 }, { 0, 0, 0, 0, 2 }, { 3, 0, 0, 0, 0 } }, equity: [9, 9, 9, 9, 9]);

        var moran = MoransI.Of(SpatialWeights.Of(network), [.9, .7, .2, .1, .4], 1)!;

        Assert.Equal(0.1301488335, moran.Value, Near.Printed);
        Assert.Equal(-0.25, moran.Expected);
        Assert.Equal(11 / 120.0, moran.Permutations!.Probability, Near.Exact);
        Assert.Equal(0.2823882352, moran.Permutations.StandardDeviation, Near.Printed);
        Near.Equal([0, .2057522124, -.0627514079, .5873893805, -.0796460177], moran.Local, Near.Printed, "local");

        // What the formula says of all orders is what all orders say.
        Assert.Equal(0.2823882352, moran.StandardDeviation!.Value, Near.Printed);
    }

    public static IEnumerable<object[]> Cases =>
        from matrix in new[] { "binary_symmetric", "amount_symmetric", "amount_directed_creditor_to_debtor" }
        from variable in new[] { "leverage", "random", "smoothed" }
        select new object[] { matrix, variable };

    // Source: tests/reference/moran-random50, by R's ape.
    [Theory]
    [MemberData(nameof(Cases))]
    public void Fifty_banks_are_as_R_says(string matrix, string variable)
    {
        var folder = Folders.Reference("moran-random50");
        var expected = JsonDocument.Parse(File.ReadAllText(System.IO.Path.Combine(folder, "expected.json"))).RootElement.GetProperty($"{matrix}/{variable}");
        var (institutions, exposures) = (Table.Read(folder, "institutions.csv"), Table.Read(folder, "exposures.csv"));
        var ids = institutions.Texts("id");
        var amounts = new double[ids.Length, ids.Length];
        foreach (var row in exposures.Rows)
        {
            var (creditor, debtor) = (Array.IndexOf(ids, exposures.Text(row, "creditor")), Array.IndexOf(ids, exposures.Text(row, "debtor")));
            amounts[creditor, debtor] += exposures.Number(row, "amount");
            amounts[debtor, creditor] += matrix.Contains("symmetric") ? exposures.Number(row, "amount") : 0;
        }

        for (var one = 0; one < ids.Length * ids.Length && matrix.StartsWith("binary"); one++)
        {
            amounts[one / ids.Length, one % ids.Length] = amounts[one / ids.Length, one % ids.Length] > 0 ? 1 : 0;
        }

        var x = institutions.Numbers(variable);
        var (standardised, raw) = (MoransI.Of(Weights(amounts, true), x)!, Weights(amounts, false));

        // The case's README asks for 1e-10.
        Near.Equal(
            [.. new[] { "row_standardised_I", "expected", "sd_randomisation", "p_two_sided", "not_standardised_I", "geary_C_not_standardised" }.Select(name => expected.GetProperty(name).GetDouble())],
            [standardised.Value, standardised.Expected, standardised.StandardDeviation!.Value, standardised.NormalProbability!.Value, MoransI.Of(raw, x)!.Value, GearysC.Of(raw, x)!.Value],
            1e-10,
            $"{matrix}, {variable}");
    }

    // The textbook's double sums; a unit and an origin of x do not matter (models.md 11.14); local values add up.
    [Fact]
    public void It_is_what_the_textbook_says_and_units_do_not_matter() => RandomCases.ForAll(2, 14, (random, count) =>
    {
        var amounts = new double[count, count];
        foreach (var one in Enumerable.Range(0, count * count).Where(one => one / count != one % count && random.Next(3) == 0))
        {
            amounts[one / count, one % count] = random.Next(2) == 0 ? 1 : random.NextDouble();
        }

        var (weights, x) = (Weights(amounts, random.Next(2) == 0), random.Any(count));

        var moran = MoransI.Of(weights, x);

        var members = weights.Members;
        if (members.Select(member => x[member]).Distinct().Count() < 2)
        {
            Assert.Null(moran);
            Assert.Null(GearysC.Of(weights, x));
            return;
        }

        var mean = members.Average(member => x[member]);
        double[] z = [.. members.Select(member => x[member] - mean)];
        var w = Dense(weights);
        var (n, squares) = (z.Length, z.Sum(one => one * one));
        Assert.Equal(n / w.Cast<double>().Sum() * Sum((i, j) => w[i, j] * z[i] * z[j]) / squares, moran!.Value, 1e-10);
        Assert.Equal((n - 1) * Sum((i, j) => w[i, j] * Math.Pow(z[i] - z[j], 2)) / (2 * w.Cast<double>().Sum() * squares), GearysC.Of(weights, x)!.Value, 1e-10);
        Assert.Equal(weights.Total * moran.Value, moran.Local.Where(one => !double.IsNaN(one)).Sum(), 1e-10);
        foreach (var (unit, origin) in new[] { (-3.0, 7.0), (1e-150, 0), (1e150, 0) })
        {
            Assert.Equal(moran.Value, MoransI.Of(weights, [.. x.Select(one => (unit * one) + origin)])!.Value, 1e-10);
        }

        double Sum(Func<int, int, double> of) => Enumerable.Range(0, n).Sum(i => Enumerable.Range(0, n).Sum(j => of(i, j)));
    });

    // All orders, one by one, against the fast way; with ties, which are counted as at least as large.
    [Fact]
    public void All_orders_of_a_few_are_those_of_the_textbook() => RandomCases.ForAll(2, 5, (random, count) =>
    {
        var amounts = new double[count, count];
        foreach (var one in Enumerable.Range(0, count * count).Where(one => one / count != one % count && random.Next(2) == 0))
        {
            amounts[one / count, one % count] = 1;
        }

        var (weights, x) = (Weights(amounts, true), random.WithTies(count));
        if (MoransI.Of(weights, x, 1) is not { } moran)
        {
            return;
        }

        double[] mine = [.. weights.Members.Select(member => x[member])];
        double[] all = [.. Orders(mine).Select(order =>
        {
            var changed = (double[])x.Clone();
            foreach (var (member, number) in weights.Members.Zip(order))
            {
                changed[member] = number;
            }

            return MoransI.Of(weights, changed)!.Value;
        })];
        Assert.Equal(all.Length, moran.Permutations!.Orders);
        Assert.Equal(all.Count(one => one >= moran.Value - 1e-9) / (double)all.Length, moran.Permutations.Probability, 1e-12);
        Assert.Equal(all.Average(), moran.Permutations.Mean, 1e-12);
        Assert.Equal(moran.Expected, moran.Permutations.Mean, 1e-12);
    });

    // Permutation p of many members by the same shuffles, one after the other, summed as the textbook does.
    [Fact]
    public void Sampled_orders_are_those_of_the_textbook()
    {
        var (weights, x) = RandomWeights(60);

        var test = MoransI.Of(weights, x, 203, 17)!.Permutations!;

        var observed = MoransI.Of(weights, x)!.Value;
        double[] values = [.. Enumerable.Range(0, 203).Select(number =>
        {
            double[] changed = [.. weights.Members.Select(member => x[member])];
            KeyedShuffle.Shuffle(changed.AsSpan(), 17, number);
            return MoransI.Of(weights, changed)!.Value;
        })];
        Assert.False(test.IsExact);
        Assert.Equal((values.Count(one => one >= observed) + 1) / 204.0, test.Probability, 1e-15);
        Assert.Equal(values.Average(), test.Mean, 1e-12);
        Assert.Equal(Math.Sqrt(values.Sum(one => Math.Pow(one - values.Average(), 2)) / 202), test.StandardDeviation, 1e-12);
    }

    // Chance by formula and by drawing: 10,000 orders have a mean within four standard errors, and a spread within four times 0.7 %.
    [Fact]
    public void Drawing_agrees_with_the_formula()
    {
        var (weights, x) = RandomWeights(200);

        var moran = MoransI.Of(weights, x, 10_000, 3)!;

        Assert.Equal(moran.Expected, moran.Permutations!.Mean, 4 * moran.StandardDeviation!.Value / 100);
        Assert.InRange(moran.Permutations.StandardDeviation / moran.StandardDeviation.Value, 0.97, 1.03);
        Assert.Equal(moran.Permutations, MoransI.Of(weights, x, 10_000, 3)!.Permutations);
        Assert.NotEqual(moran.Permutations, MoransI.Of(weights, x, 10_000, 4)!.Permutations);
    }

    [Fact]
    public void Who_has_no_neighbour_and_who_does_not_count_is_left_out()
    {
        double[,] amounts = { { 0, 1, 0, 2, 0 }, { 1, 0, 0, 0, 0 }, { 0, 0, 0, 0, 0 }, { 2, 0, 0, 0, 1 }, { 0, 0, 0, 1, 0 } };

        // The last neighbours institution 3 alone: left out, it does not take anybody with it, but 3 loses a neighbour.
        var weights = SpatialWeights.Of(Compress(amounts), true, [true, true, true, true, false]);

        Assert.Equal([0, 1, 3], weights.Members);
        Assert.Equal([1 / 3.0, 2 / 3.0, 1, 1], weights.Rows.Amount.ToArray());
        var moran = MoransI.Of(weights, [1, 2, double.NaN, 4, double.NaN])!;
        Assert.Equal([2, 4], Enumerable.Range(0, 5).Where(one => double.IsNaN(moran.Local[one])));
        Assert.Equal(3, moran.Members);
        Assert.Null(moran.StandardDeviation);
    }

    // Both directions, types and classes of claims make one neighbour.
    [Fact]
    public void A_network_makes_neighbours_of_debtors_and_creditors()
    {
        var builder = new NetworkBuilder();
        foreach (var id in new[] { "A", "B", "C", "D" })
        {
            builder.Add(new Model.Institution(id, Model.InstitutionKind.Bank) { Equity = 100 });
        }

        builder.Add(new Model.Exposure(0, 1, 2));
        builder.Add(new Model.Exposure(0, 1, 3, Seniority: 2));
        builder.Add(new Model.Exposure(1, 0, 5));
        builder.Add(new Model.Exposure(2, 0, 30));

        var weights = SpatialWeights.Of(builder.Build());

        Assert.Equal([0, 1, 2], weights.Members);
        Assert.Equal([1, 2, 0, 0], weights.Rows.Column.ToArray());
        Assert.Equal([0.25, 0.75, 1, 1], weights.Rows.Amount.ToArray());
    }

    [Fact]
    public void Where_all_are_the_same_or_nobody_has_a_neighbour_there_is_nothing_to_tell()
    {
        Assert.Null(MoransI.Of(Weights(Path5, true), [.1, .1, .1, .1, .1], 10));
        Assert.Null(MoransI.Of(Weights(new double[3, 3], true), [1, 2, 3]));
        Assert.Null(MoransI.Of(Weights(new double[0, 0], true), []));
    }

    // Two neighbours who differ: z is 1 and −1, so I is −1, and so it is on average.
    [Fact]
    public void Two_who_differ_are_as_unlike_as_can_be()
    {
        var moran = MoransI.Of(Weights(new double[,] { { 0, 1 }, { 1, 0 } }, true), [3, 8], 5)!;

        Assert.Equal((-1, -1, 1), (moran.Value, moran.Expected, moran.Permutations!.Probability));
        Assert.Null(moran.StandardDeviation);
    }

    [Fact]
    public void What_is_no_number_is_refused()
    {
        Assert.Contains("Number 1 of x", Assert.Throws<ArgumentException>(() => MoransI.Of(Weights(Path5, true), [1, double.NaN, 1, 1, 1])).Message);
        Assert.Throws<ArgumentException>(() => MoransI.Of(Weights(Path5, true), [1, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => MoransI.Of(Weights(Path5, true), [1, 2, 3, 4, 5], -1));
        Assert.Contains("Number 0 of rows", Assert.Throws<ArgumentException>(() => Weights(new double[,] { { 0, -1 }, { 1, 0 } }, true)).Message);
        Assert.Contains("its own neighbour", Assert.Throws<ArgumentException>(() => Weights(new double[,] { { 1, 1 }, { 1, 0 } }, true)).Message);
    }

    private static (SpatialWeights Weights, double[] X) RandomWeights(int count)
    {
        var random = new Random(count);
        var amounts = new double[count, count];
        for (var one = 0; one < count; one++)
        {
            amounts[one, (one + 1) % count] = 1 + random.NextDouble();
            amounts[one, (one + 2 + random.Next(count - 3)) % count] += random.NextDouble();
        }

        return (Weights(amounts, true), random.Losses(count));
    }

    private static SpatialWeights Weights(double[,] amounts, bool isStandardised) => SpatialWeights.Of(Compress(amounts), isStandardised);

    internal static CompressedRows Compress(double[,] table)
    {
        var (start, column, amount) = (new List<int> { 0 }, new List<int>(), new List<double>());
        for (var row = 0; row < table.GetLength(0); row++)
        {
            for (var one = 0; one < table.GetLength(1); one++)
            {
                if (table[row, one] != 0)
                {
                    column.Add(one);
                    amount.Add(table[row, one]);
                }
            }

            start.Add(column.Count);
        }

        return new CompressedRows([.. start], [.. column], [.. amount]);
    }

    private static double[,] Dense(SpatialWeights weights)
    {
        var table = new double[weights.Members.Count, weights.Members.Count];
        for (var row = 0; row < weights.Members.Count; row++)
        {
            for (var entry = weights.Rows.Start[row]; entry < weights.Rows.Start[row + 1]; entry++)
            {
                table[row, weights.Rows.Column[entry]] = weights.Rows.Amount[entry];
            }
        }

        return table;
    }

    private static IEnumerable<double[]> Orders(double[] numbers) => numbers.Length == 0
        ? [[]]
        : numbers.SelectMany((first, place) => Orders([.. numbers[..place], .. numbers[(place + 1)..]]).Select(rest => (double[])[first, .. rest]));
}
