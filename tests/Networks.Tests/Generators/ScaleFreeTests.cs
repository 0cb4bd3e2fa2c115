namespace Contagion.Networks.Tests.Generators;

/// <summary>Directed growth: the parallel draw against a plain one, and both against the rate equations.</summary>
public sealed class ScaleFreeTests
{
    // Bollobás, Borgs, Chayes and Riordan (2003), Theorem 3.1 and its rate equations: of t steps, x_i t banks have i creditors, where with
    // c = (α + β) / (1 + δ_in(α + γ)): (1 + c δ_in) x_0 = α, (1 + c(1 + δ_in)) x_1 = c δ_in x_0 + γ, (1 + c(i + δ_in)) x_i = c(i − 1 + δ_in) x_{i−1}. Debtors likewise
    // with γ and δ_out. The plain version weighs every bank by its links, with another generator of random numbers.
    [Theory]
    [InlineData(false, 0.4, 0.5, 0.1, 0.3, 0.0)]
    [InlineData(false, 0.2, 0.2, 0.6, 0.0, 2.0)]
    [InlineData(false, 0.05, 0.9, 0.05, 1.0, 1.0)]
    [InlineData(false, 0.5, 0.0, 0.5, 0.5, 0.5)]
    [InlineData(true, 0.4, 0.5, 0.1, 0.3, 0.0)]
    [InlineData(true, 0.2, 0.2, 0.6, 0.0, 2.0)]
    public void Creditors_and_debtors_are_as_many_as_the_rate_equations_say(bool isPlain, double alpha, double beta, double gamma, double deltaIn, double deltaOut)
    {
        var institutions = isPlain ? 3000 : 40_000;
        var model = new ScaleFree { Institutions = institutions, Alpha = alpha, Beta = beta, Gamma = gamma, DeltaIn = deltaIn, DeltaOut = deltaOut, Balance = new GaiKapadia() };
        var (creditor, debtor) = isPlain ? Plain(model) : new Growth(new NetworkDraw(3, 0), model).Draw();

        AssertDegrees(debtor, institutions, alpha, gamma, (alpha + beta) / (1 + (deltaIn * (alpha + gamma))), deltaIn, "creditors");
        AssertDegrees(creditor, institutions, gamma, alpha, (beta + gamma) / (1 + (deltaOut * (alpha + gamma))), deltaOut, "debtors");
    }

    // X_in = 1 + (1 + δ_in(α + γ)) / (α + β) = 2.5625 for these; Hill's estimate from those with 20 creditors and more, whose relative error is 1/√count, here below 4 %.
    [Fact]
    public void The_tail_of_creditors_has_the_exponent_of_the_paper()
    {
        var model = new ScaleFree { Institutions = 200_000, Alpha = 0.3, Beta = 0.5, Gamma = 0.2, DeltaIn = 0.5, DeltaOut = 0.5, Balance = new GaiKapadia() };
        var degrees = new Growth(new NetworkDraw(3, 0), model).Draw().Debtor.CountBy(debtor => debtor).Select(entry => entry.Value).Where(degree => degree >= 20).ToArray();

        var exponent = 1 + (degrees.Length / degrees.Sum(degree => Math.Log(degree / 19.5)));

        Assert.InRange(exponent, 2.5625 - 0.2, 2.5625 + 0.2);
    }

    // The definition, one step after the other with everybody's ends written down, and the same draws.
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(700)]
    public void Threads_that_ask_each_other_find_what_one_finds_that_writes_everything_down(int institutions)
    {
        var model = new ScaleFree { Institutions = institutions, Alpha = 0.2, Beta = 0.7, Gamma = 0.1, DeltaIn = 0.4, DeltaOut = 0.2, Balance = new GaiKapadia() };
        var (creditors, debtors, count) = (new List<int> { 0, 1 }, new List<int> { 1, 0 }, 2);
        for (var step = 2; count < institutions; step++)
        {
            double Uniform(uint draw) => Philox.Uniform(Philox.Draw(11, 2, (uint)Purpose.Links, (uint)step, draw));
            int Old(List<int> ends, double uniform, double delta) =>
                uniform * (step + (delta * count)) is var place && place < step ? ends[(int)place] : Math.Min(count - 1, (int)((place - step) / delta));
            var which = Uniform(0);
            var (isLender, isBorrower) = (which >= 0.7 && which < 0.7 + 0.2, which >= 0.7 + 0.2);
            var (creditor, debtor) = (isLender ? count : Old(creditors, Uniform(1), 0.2), isBorrower ? count : Old(debtors, Uniform(2), 0.4));
            creditors.Add(creditor);
            debtors.Add(debtor);
            count += isLender || isBorrower ? 1 : 0;
        }

        foreach (int? threads in new int?[] { 1, 4 })
        {
            var (creditor, debtor) = new Growth(new NetworkDraw(11, 2, threads), model).Draw();
            Assert.Equal(creditors, creditor);
            Assert.Equal(debtors, debtor);
        }
    }

    [Fact]
    public void Loops_are_left_out_and_parallel_links_are_one()
    {
        var model = new ScaleFree { Institutions = 60, Alpha = 0.05, Beta = 0.9, Gamma = 0.05, Balance = new GaiKapadia() };
        var (creditor, debtor) = new Growth(new NetworkDraw(3, 0), model).Draw();
        var expected = creditor.Zip(debtor).Where(link => link.First != link.Second).Distinct().Order().ToArray();

        Assert.True(expected.Length < creditor.Length * 0.8, "the test needs loops and parallel links");
        Assert.Equal(expected, Drawn.Links(model.Draw(3, 0)));
    }

    private static void AssertDegrees(int[] ends, int institutions, double bornWithNone, double bornWithOne, double rate, double delta, string what)
    {
        var counts = new double[200_000];
        foreach (var (_, degree) in ends.CountBy(end => end))
        {
            counts[degree]++;
        }

        counts[0] = institutions - counts.Sum();
        var share = bornWithNone / (1 + (rate * delta));
        for (var degree = 0; share * ends.Length > 40; degree++)
        {
            // The first two banks are not of the law; counts vary less than independent ones would.
            Assert.True(
                Math.Abs(counts[degree] - (share * ends.Length)) <= 2 + (Drawn.Deviations * Math.Sqrt(share * ends.Length)),
                FormattableString.Invariant($"{counts[degree]} banks have {degree} {what}, expected {share * ends.Length:F1}"));
            share = ((rate * (degree + delta) * share) + (degree == 0 ? bornWithOne : 0)) / (1 + (rate * (degree + 1 + delta)));
        }
    }

    /// <summary>The definition in O(n²): each bank by its links and δ.</summary>
    private static (int[] Creditor, int[] Debtor) Plain(ScaleFree model)
    {
        var random = new Random(5);
        var (creditors, debtors) = (new List<int> { 0, 1 }, new List<int> { 1, 0 });
        var (lends, borrows) = (new double[model.Institutions], new double[model.Institutions]);
        (lends[0], lends[1], borrows[0], borrows[1]) = (1, 1, 1, 1);
        for (var count = 2; count < model.Institutions;)
        {
            int Old(double[] links, double delta)
            {
                var (left, bank) = (random.NextDouble() * (creditors.Count + (delta * count)), 0);
                for (left -= links[0] + delta; left >= 0 && bank < count - 1; left -= links[bank] + delta)
                {
                    bank++;
                }

                return bank;
            }

            var which = random.NextDouble();
            var creditor = which < model.Alpha ? count : Old(lends, model.DeltaOut);
            var debtor = which >= model.Alpha + model.Beta ? count : Old(borrows, model.DeltaIn);
            count += which < model.Alpha || which >= model.Alpha + model.Beta ? 1 : 0;
            creditors.Add(creditor);
            debtors.Add(debtor);
            lends[creditor]++;
            borrows[debtor]++;
        }

        return ([.. creditors], [.. debtors]);
    }
}
