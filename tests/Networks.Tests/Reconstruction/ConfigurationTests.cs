using Contagion.Tests;

namespace Contagion.Networks.Tests.Reconstruction;

/// <summary>The directed configuration model with conditional amounts.</summary>
public sealed class ConfigurationTests
{
    // reconstruct-dcm-crema50, columns dcm_ (1e-9) and crema_ (1e-6 of the total).
    [Fact]
    public void Fifty_banks_with_known_degrees()
    {
        var (reference, marginals) = Fifty();
        var expected = Table.Read(reference.Folder, "expected.csv");

        var model = ConfigurationModel.Of(marginals);

        (int Debtor, int Creditor)[] pairs = [.. expected.Rows.Select(row => (reference.IndexOf(expected.Text(row, "debtor")), reference.IndexOf(expected.Text(row, "creditor"))))];
        Near.Equal(expected.Numbers("dcm_link_probability"), [.. pairs.Select(pair => model.Probability(pair.Debtor, pair.Creditor))], 1e-9, "probabilities");
        Near.Equal(expected.Numbers("crema_expected_amount"), [.. pairs.Select(pair => Expected(model, pair.Debtor, pair.Creditor))], 1e-6 * marginals.Total, "amounts");
    }

    // Expected degrees and totals are those given, whatever the network they are of, or it is told that some link is certain or impossible.
    [Fact]
    public void Degrees_and_totals_are_those_given()
    {
        var solved = 0;
        RandomMarginals.ForAll(one =>
        {
            var marginals = Of(one.Source);
            if (marginals.Total == 0 || new Configuration { Marginals = "m.csv" }.Faults(marginals).Any())
            {
                return;
            }

            var n = one.Size;
            if (Model(marginals) is not { } model)
            {
                // Beside what is many decades larger, the smallest totals cannot be had to ten digits.
                var amounts = one.Source.Cast<double>().Where(amount => amount > 0).ToArray();
                Assert.True(amounts.Max() / amounts.Min() > 1e8, one.ToString());
                return;
            }

            solved++;
            for (var i = 0; i < n; i++)
            {
                double Sum(Func<int, double> of) => Enumerable.Range(0, n).Sum(of);
                Near.EqualRelative(
                    [marginals.Degrees!.Debtors[i], marginals.Degrees.Creditors[i]], [Sum(j => model.Probability(j, i)), Sum(j => model.Probability(i, j))], 1e-11, one.ToString());
                Near.EqualRelative([marginals.Assets[i], marginals.Liabilities[i]], [Sum(j => Expected(model, j, i)), Sum(j => Expected(model, i, j))], 1e-9, one.ToString());
            }
        });
        Assert.True(solved > 20, $"{solved} of 200 leave every link open");
    }

    // Degrees leave every link open if and only if no network with them, and no average of such, has a link for certain: counted over all networks of four institutions.
    [Fact]
    public void Links_are_certain_where_all_networks_agree()
    {
        (int I, int J)[] cells = [.. from i in Enumerable.Range(0, 4) from j in Enumerable.Range(0, 4) where i != j select (i, j)];
        var seen = new Dictionary<string, (int Always, int Ever, double[,] One)>();
        for (var mask = 1; mask < 1 << 12; mask++)
        {
            var debts = new double[4, 4];
            for (var cell = 0; cell < 12; cell++)
            {
                debts[cells[cell].J, cells[cell].I] = (mask >> cell) & 1;
            }

            var key = string.Join(',', Enumerable.Range(0, 4).Select(i => (Enumerable.Range(0, 4).Sum(j => debts[j, i]), Enumerable.Range(0, 4).Sum(j => debts[i, j]))));
            seen[key] = seen.TryGetValue(key, out var old) ? (old.Always & mask, old.Ever | mask, old.One) : (mask, mask, debts);
        }

        foreach (var (key, (always, ever, debts)) in seen)
        {
            var degrees = DegreesOf(debts);
            var possible = Enumerable.Range(0, 12).Where(cell => degrees.Debtors[cells[cell].I] > 0 && degrees.Creditors[cells[cell].J] > 0).Sum(cell => 1 << cell);
            Assert.True(degrees.Deadlock() is null == (always == 0 && ever == possible), $"{key}: {degrees.Deadlock()}");
        }
    }

    // Against the fixed point x_i = k_i / Σ_j y_j / (1 + x_i y_j) on full matrices.
    [Fact]
    public void Probabilities_are_those_of_the_fixed_point()
    {
        var random = new Random(5);
        var compared = 0;
        for (var times = 0; times < 30; times++)
        {
            var n = random.Next(5, 10);
            var debts = new double[n, n];
            for (var cell = 0; cell < n * n; cell++)
            {
                debts[cell / n, cell % n] = cell / n != cell % n && random.NextDouble() < 0.45 ? 1 + random.NextDouble() : 0;
            }

            var marginals = Of(debts);
            if (marginals.Total == 0 || new Configuration { Marginals = "m.csv" }.Faults(marginals).Any())
            {
                continue;
            }

            var (model, degrees, x, y) = (ConfigurationModel.Of(marginals), marginals.Degrees!, Enumerable.Repeat(1.0, n).ToArray(), Enumerable.Repeat(1.0, n).ToArray());
            for (var round = 0; round < 20_000; round++)
            {
                x = [.. Enumerable.Range(0, n).Select(i => degrees.Debtors[i] / Enumerable.Range(0, n).Sum(j => i == j ? 0 : y[j] / (1 + (x[i] * y[j]))))];
                y = [.. Enumerable.Range(0, n).Select(j => degrees.Creditors[j] / Enumerable.Range(0, n).Sum(i => i == j ? 0 : x[i] / (1 + (x[i] * y[j]))))];
            }

            compared++;
            for (var cell = 0; cell < n * n; cell++)
            {
                var (i, j) = (cell / n, cell % n);
                Assert.Equal(i == j ? 0 : x[i] * y[j] / (1 + (x[i] * y[j])), model.Probability(j, i), 1e-7);
            }
        }

        Assert.True(compared >= 10, $"{compared} compared");
    }

    // Means of 2000 networks, to 4.5 standard errors of what they should be: Var w = (2p − p²) / β² where amounts are drawn and (p − p²) / β² where they are expected.
    [Theory]
    [InlineData(LinkAmounts.Exponential)]
    [InlineData(LinkAmounts.Expected)]
    public void Links_and_amounts_come_as_they_should(LinkAmounts amounts)
    {
        var (_, marginals) = Fifty();
        var (model, n, count) = (ConfigurationModel.Of(marginals), marginals.Count, 2000);
        var draw = new Configuration { Marginals = "m.csv", Amounts = amounts }.Prepare(marginals);
        var (links, sums) = (new double[n, n], new double[n, n]);
        for (uint sample = 0; sample < count; sample++)
        {
            var claims = draw(11, sample);
            for (var creditor = 0; creditor < n; creditor++)
            {
                for (var at = claims.Start[creditor]; at < claims.Start[creditor + 1]; at++)
                {
                    links[claims.Column[at], creditor]++;
                    sums[claims.Column[at], creditor] += claims.Amount[at];
                }
            }
        }

        var (linkVariance, linkError, variance, error) = (0.0, 0.0, 0.0, 0.0);
        for (var creditor = 0; creditor < n; creditor++)
        {
            var (ofRow, missed) = (0.0, 0.0);
            for (var debtor = 0; debtor < n; debtor++)
            {
                var (p, mean) = (model.Probability(debtor, creditor), Mean(debtor, creditor));
                linkVariance += p * (1 - p);
                linkError += (links[debtor, creditor] / count) - p;
                ofRow += ((amounts == LinkAmounts.Exponential ? 2 : 1) * p - (p * p)) * mean * mean;
                missed += (sums[debtor, creditor] / count) - (p * mean);
            }

            Assert.True(Math.Abs(missed) <= 4.5 * Math.Sqrt(ofRow / count), $"creditor {creditor}: off by {missed}, standard error {Math.Sqrt(ofRow / count)}");
            (variance, error) = (variance + ofRow, error + missed);
        }

        Assert.True(Math.Abs(linkError) <= 4.5 * Math.Sqrt(linkVariance / count), $"links off by {linkError}");
        Assert.True(Math.Abs(error) <= 4.5 * Math.Sqrt(variance / count), $"amounts off by {error}");

        double Mean(int debtor, int creditor) => model.Probability(debtor, creditor) > 0 ? model.Amount(debtor, creditor) : 0;
    }

    [Fact]
    public void The_same_sample_is_the_same_network()
    {
        var (_, marginals) = Fifty();
        var (one, again) = (new Configuration { Marginals = "m.csv" }.Prepare(marginals), new Configuration { Marginals = "m.csv" }.Prepare(marginals));
        _ = again(3, 1);

        Assert.Equal(one(3, 7).Amount.ToArray(), again(3, 7).Amount.ToArray());
        Assert.Equal(one(3, 7).Column.ToArray(), again(3, 7).Column.ToArray());
        Assert.NotEqual(one(3, 7).Amount.ToArray(), one(4, 7).Amount.ToArray());
        Assert.NotEqual(one(3, 7).Amount.ToArray(), one(3, 8).Amount.ToArray());
    }

    [Theory]
    [InlineData(new double[] { 2, 1, 1 }, new double[] { 1, 1, 1 }, "debtors add up to 4 and creditors to 3")]
    [InlineData(new double[] { 3, 0.5, 1 }, new double[] { 1, 1, 1 }, "debtors of 'a' is 3; expected a whole number from 0 to 2 | debtors of 'b' is 0.5")]
    [InlineData(new double[] { double.NaN, 0, 1 }, new double[] { 1, 1, -1 }, "debtors of 'a' is NaN | 'b' has debtors 0 and network_assets 1; expected both above 0 or both 0 | creditors of 'c' is -1")]
    public void Wrong_degrees_are_told(double[] debtors, double[] creditors, string expected)
    {
        var faults = new List<string>();

        Assert.Null(Degrees.TryMake(["a", "b", "c"], debtors, creditors, [1, 1, 1], [1, 1, 1], (_, fault) => faults.Add(fault)));

        var parts = expected.Split(" | ");
        Assert.Equal(parts.Length, faults.Count);
        Assert.All(parts.Zip(faults), pair => Assert.StartsWith(pair.First, pair.Second, StringComparison.Ordinal));
    }

    [Fact]
    public void Without_degrees_and_with_certain_links_there_is_no_model()
    {
        var method = new Configuration { Marginals = "m.csv" };
        Assert.Contains("needs the columns debtors and creditors", Assert.Single(method.Faults(Marginals.Of([1, 1, 1], [1, 1, 1]))).Fault, StringComparison.Ordinal);

        var star = Of(new double[,] { { 0, 1, 1, 1 }, { 1, 0, 0, 0 }, { 1, 0, 0, 1 }, { 0, 1, 0, 0 } });
        Assert.Contains("institution 1 of the file has 3 creditors, where 3 others lend anything", Assert.Single(method.Faults(star)).Fault, StringComparison.Ordinal);
    }

    private static ConfigurationModel? Model(Marginals marginals)
    {
        try
        {
            return ConfigurationModel.Of(marginals);
        }
        catch (ReconstructionException)
        {
            return null;
        }
    }

    private static double Expected(ConfigurationModel model, int debtor, int creditor) =>
        model.Probability(debtor, creditor) is > 0 and var p ? p * model.Amount(debtor, creditor) : 0;

    private static (MarginalsCase Reference, Marginals Marginals) Fifty()
    {
        var reference = new MarginalsCase("reconstruct-dcm-crema50");
        var table = Table.Read(reference.Folder, "institutions.csv");
        var degrees = Degrees.TryMake(reference.Ids, table.Numbers("out_degree"), table.Numbers("in_degree"), reference.Assets, reference.Liabilities, (_, fault) => Assert.Fail(fault))!;
        return (reference, reference.Marginals.With(degrees));
    }

    private static Marginals Of(double[,] debts)
    {
        var n = debts.GetLength(0);
        double[] Sums(Func<int, int, double> of) => [.. Enumerable.Range(0, n).Select(one => Enumerable.Range(0, n).Sum(other => of(one, other)))];
        return Marginals.Of(Sums((i, j) => debts[j, i]), Sums((i, j) => debts[i, j])).With(DegreesOf(debts));
    }

    private static Degrees DegreesOf(double[,] debts)
    {
        var n = debts.GetLength(0);
        double[] Sums(Func<int, int, double> of) => [.. Enumerable.Range(0, n).Select(one => Enumerable.Range(0, n).Sum(other => of(one, other)))];
        var (debtors, creditors) = (Sums((i, j) => debts[j, i] > 0 ? 1 : 0), Sums((i, j) => debts[i, j] > 0 ? 1 : 0));
        return Degrees.TryMake([.. Enumerable.Range(0, n).Select(one => $"B{one}")], debtors, creditors, debtors, creditors, (_, fault) => Assert.Fail(fault))!;
    }
}
