using Contagion.Tests;

namespace Contagion.Networks.Tests.Reconstruction;

/// <summary>Density-corrected gravity.</summary>
public sealed class FitnessTests
{
    // TV-DCGM of models.md 8.4.
    [Fact]
    public void Four_banks_with_six_links()
    {
        var model = FitnessModel.Of(Marginals.Of([1, 2, 3, 4], [4, 3, 2, 1]), 6);

        Near.Equal(
            [0.2015802131, .6172456413, .7075136146, .7633294851, .3768463417, .6446619956, .1677625937, 1.2960804361, .5960804361],
            [model.Z, model.Probability(0, 1), model.Probability(0, 2), model.Probability(0, 3), model.Probability(1, 0), model.Probability(1, 2), model.Probability(3, 0), model.Amount(0, 1), model.Amount(3, 0)],
            Near.Printed, "TV-DCGM");
    }

    // reconstruct-dcm-crema50, columns fitness_: 1e-9 is asked for. z there multiplies amounts of debtor and creditor; W is 1421.26.
    [Fact]
    public void Fifty_banks_with_three_hundred_links()
    {
        var reference = new MarginalsCase("reconstruct-dcm-crema50");
        var expected = Table.Read(reference.Folder, "expected.csv");

        var model = FitnessModel.Of(reference.Marginals, 300);

        (int Debtor, int Creditor)[] pairs = [.. expected.Rows.Select(row => (reference.IndexOf(expected.Text(row, "debtor")), reference.IndexOf(expected.Text(row, "creditor"))))];
        Near.EqualRelative([0.0003721323159559989], [model.Z], 1e-9, "z");
        Near.Equal(expected.Numbers("fitness_link_probability"), [.. pairs.Select(pair => model.Probability(pair.Debtor, pair.Creditor))], 1e-9, "probabilities");
        // Where there can be no link, the file names no amount.
        var linked = expected.Rows.Where(row => model.Probability(pairs[row].Debtor, pairs[row].Creditor) > 0).ToArray();
        Near.EqualRelative([.. linked.Select(row => expected.Number(row, "fitness_amount_if_linked"))], [.. linked.Select(row => model.Amount(pairs[row].Debtor, pairs[row].Creditor))], 1e-9, "amounts");
    }

    // Property 13 of models.md 11: Σp is the target. z against bisection on the textbook's formula, where it is not so extreme that the textbook's loses digits.
    [Fact]
    public void Probabilities_add_up_to_the_links_asked_for() => RandomMarginals.ForAll(one =>
    {
        if (one.Marginals is not { Total: > 0, Pairs: > 1 } marginals)
        {
            return;
        }

        var links = marginals.Pairs * (0.05 + (0.9 * (one.Seed % 97) / 97));
        var model = FitnessModel.Of(marginals, links);
        var sum = Enumerable.Range(0, one.Size).Sum(debtor => Enumerable.Range(0, one.Size).Sum(creditor => model.Probability(debtor, creditor)));
        Near.EqualRelative([links], [sum], 1e-12, one.ToString());
        if (one.Source.Cast<double>().Max() < 1e3 && marginals.Hub is null)
        {
            Near.EqualRelative([NaiveReconstruction.Z([.. marginals.Liabilities], [.. marginals.Assets], links)], [model.Z], 1e-9, one.ToString());
        }
    });

    // A link is there as often as its probability says, to 4.5 standard errors of 20,000 draws (1 in 140,000 for each of 12 pairs), and amounts are those of the formula.
    [Fact]
    public void Links_come_as_often_as_they_should()
    {
        var model = FitnessModel.Of(Marginals.Of([1, 2, 3, 4], [4, 3, 2, 1]), 6);
        var (count, seen) = (20_000, new double[4, 4]);
        for (uint sample = 0; sample < count; sample++)
        {
            var debts = NaiveReconstruction.Debts(model.Draw(1, sample));
            for (var cell = 0; cell < 16; cell++)
            {
                seen[cell / 4, cell % 4] += debts[cell / 4, cell % 4] > 0 ? 1 : 0;
                Assert.True(debts[cell / 4, cell % 4] is 0 || debts[cell / 4, cell % 4] == model.Amount(cell / 4, cell % 4));
            }
        }

        for (var cell = 0; cell < 16; cell++)
        {
            var p = model.Probability(cell / 4, cell % 4);
            var error = Math.Abs((seen[cell / 4, cell % 4] / count) - p);
            Assert.True(error <= 4.5 * Math.Sqrt(p * (1 - p) / count), $"pair ({cell / 4}, {cell % 4}): p {p}, seen {seen[cell / 4, cell % 4] / count}");
        }
    }

    // Those who neither lend nor owe are passed over, and all pairs are linked where as many links are asked for.
    [Fact]
    public void As_many_links_as_pairs_link_all_of_them_with_gravity_amounts()
    {
        var marginals = Marginals.Of([0, 2, 3, 1], [3, 1, 2, 0]);

        var claims = new Fitness { Marginals = "m.csv", Density = marginals.Pairs / 12.0 }.Prepare(marginals)(3, 0);

        Assert.Equal(marginals.Pairs, claims.Count);
        Assert.Equal(3 * 2 / 6.0, NaiveReconstruction.Debts(claims)[0, 1], 1e-15);
    }

    [Fact]
    public void Exact_amounts_have_the_marginals_or_it_is_told_who_cannot()
    {
        var marginals = new MarginalsCase("reconstruct-dcm-crema50").Marginals;

        var claims = new Fitness { Marginals = "m.csv", Density = 0.8, Exact = true }.Prepare(marginals)(1, 0);
        Assert.True(marginals.ErrorOf(claims) <= 2e-12, $"error {marginals.ErrorOf(claims)}");

        var failure = Assert.Throws<ReconstructionException>(() => new Fitness { Marginals = "m.csv", Density = 0.05, Exact = true }.Prepare(marginals)(1, 0));
        Assert.Contains("cannot carry the totals", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "expected it above 0")]
    [InlineData(0.9, "expected at most")]
    public void A_density_that_cannot_be_is_told(double density, string expected)
    {
        var marginals = Marginals.Of([0, 2, 3, 1], [3, 1, 2, 0]);

        var (key, fault) = Assert.Single(new Fitness { Marginals = "m.csv", Density = density }.Faults(marginals));

        Assert.Equal("density", key);
        Assert.Contains(expected, fault, StringComparison.Ordinal);
    }
}
