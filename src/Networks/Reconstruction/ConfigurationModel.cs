namespace Contagion.Networks;

/// <summary>Links that give each institution its numbers of debtors and creditors on average, and amounts that give it its totals on average.</summary>
/// <remarks>
/// p_ij = x_i y_j / (1 + x_i y_j) for creditor i ≠ debtor j: of all laws of links with these degrees the one of largest entropy, the directed configuration model.
/// Squartini and Garlaschelli (2011), New Journal of Physics 13:083001. Given a link, its amount is exponential with rate β_i + β_j, and p_ij / (β_i + β_j) add up to the totals:
/// the conditional reconstruction method. Parisi, Squartini and Garlaschelli (2020), New Journal of Physics 22:053053. Institutions with the same degrees share x and y, and are
/// solved for as one.
/// </remarks>
internal sealed class ConfigurationModel
{
    /// <summary>How far expected degrees may be from those given, as a share of them.</summary>
    public const double DegreeTolerance = 1e-12;

    /// <summary>How far expected totals may be from those given, as a share of them.</summary>
    public const double AmountTolerance = 1e-10;

    private readonly LinkOdds _links;
    private readonly double[] _ofCreditor;
    private readonly double[] _ofDebtor;

    private ConfigurationModel(LinkOdds links, double[] ofCreditor, double[] ofDebtor) => (_links, _ofCreditor, _ofDebtor) = (links, ofCreditor, ofDebtor);

    /// <summary>The model of marginals.</summary>
    /// <param name="marginals">The marginals, of more than nothing and without a hub, and with degrees that leave every link open.</param>
    /// <exception cref="ReconstructionException">It is not found to the tolerances.</exception>
    public static ConfigurationModel Of(Marginals marginals)
    {
        var links = LinksOf(marginals.Degrees!);
        var (n, degrees) = (marginals.Count, marginals.Degrees!);
        // In shares of the total. With half the links per amount on either side, sums begin at most twice as large as they should.
        double[] assets = [.. marginals.Assets.ToArray().Select(amount => -amount / marginals.Total)];
        double[] liabilities = [.. marginals.Liabilities.ToArray().Select(amount => -amount / marginals.Total)];
        double[] rates = [
            .. Enumerable.Range(0, n).Select(one => degrees.Debtors[one] > 0 ? degrees.Debtors[one] / -assets[one] / 2 : 0),
            .. Enumerable.Range(0, n).Select(one => degrees.Creditors[one] > 0 ? degrees.Creditors[one] / -liabilities[one] / 2 : 0)];
        var sums = new LinkSums<ExpectedAmount>(new ExpectedAmount(links), assets, liabilities, double.PositiveInfinity);
        if (!sums.Solve(rates, AmountTolerance))
        {
            throw Unsolved("amounts", sums.Worst.Error, sums.Worst.Place % n, sums.Steps);
        }

        return new ConfigurationModel(links, [.. rates[..n].Select(rate => rate / marginals.Total)], [.. rates[n..].Select(rate => rate / marginals.Total)]);
    }

    /// <summary>The probability that a debtor owes a creditor.</summary>
    public double Probability(int debtor, int creditor) => _links.Probability(debtor, creditor);

    /// <summary>What it owes on average if it does.</summary>
    public double Amount(int debtor, int creditor) => 1 / (_ofCreditor[creditor] + _ofDebtor[debtor]);

    /// <summary>Draws a network; a row a creditor.</summary>
    /// <param name="seed">The scenario's seed.</param>
    /// <param name="sample">Index of the sample.</param>
    /// <param name="areExpected">Whether links carry what they carry on average.</param>
    public CompressedRows Draw(ulong seed, uint sample, bool areExpected)
    {
        var claims = new ClaimRows(_ofCreditor.Length);
        var linked = new List<int>();
        for (var creditor = 0; creditor < _ofCreditor.Length; creditor++)
        {
            _links.Draw(creditor, new KeyedDraws(seed, sample, Purpose.ConfigurationLinks, (uint)creditor), linked);
            var amounts = new KeyedDraws(seed, sample, Purpose.ConfigurationAmounts, (uint)creditor);
            foreach (var debtor in linked)
            {
                claims.Add(debtor, Amount(debtor, creditor) * (areExpected ? 1 : -Elementary.Log(amounts.Open())));
            }

            claims.EndRow();
        }

        return claims.Build();
    }

    /// <summary>The links, solved for one institution of each pair of degrees.</summary>
    private static LinkOdds LinksOf(Degrees degrees)
    {
        var n = degrees.Debtors.Length;
        var (classOf, classes, first, size) = (new int[n], new Dictionary<(int, int), int>(), new List<int>(), new List<double>());
        for (var one = 0; one < n; one++)
        {
            if (!classes.TryGetValue((degrees.Debtors[one], degrees.Creditors[one]), out classOf[one]))
            {
                classes[(degrees.Debtors[one], degrees.Creditors[one])] = classOf[one] = first.Count;
                first.Add(one);
                size.Add(0);
            }

            size[classOf[one]]++;
        }

        int[] lent = [.. first.Select(one => degrees.Debtors[one])], owed = [.. first.Select(one => degrees.Creditors[one])];
        var half = Elementary.Log(Math.Max(1, degrees.Links)) / 2;
        double[] logs = [.. lent.Concat(owed).Select(count => count > 0 ? Elementary.Log(count) - half : 0)];
        var sums = new LinkSums<ExpectedLinks>(
            new ExpectedLinks([.. size], [.. lent.Select(count => count > 0)], [.. owed.Select(count => count > 0)]),
            [.. lent.Select((count, one) => count * size[one])], [.. owed.Select((count, one) => count * size[one])], reach: 2);
        if (!sums.Solve(logs, DegreeTolerance))
        {
            throw Unsolved("links", sums.Worst.Error, first[sums.Worst.Place % first.Count], sums.Steps);
        }

        var y = classOf.Select(one => lent[one] > 0 ? Elementary.Exp(logs[one]) : 0);
        var x = classOf.Select(one => owed[one] > 0 ? Elementary.Exp(logs[first.Count + one]) : 0);
        return new LinkOdds([.. x], [.. y], 1);
    }

    private static ReconstructionException Unsolved(string what, double error, int institution, int steps) => new(FormattableString.Invariant(
        $"the {what} of the configuration model were not found: after {steps:N0} Newton steps institution {institution + 1} of the file is off by {error:P10} of its own; degrees or totals are next to such as leave no choice"));

    /// <summary>Links between two classes of institutions as the logs of x and y say, with nobody linked to itself.</summary>
    private readonly struct ExpectedLinks(double[] size, bool[] lends, bool[] owes) : ILinkSum
    {
        public (double Value, double Slope) At(int creditor, int debtor, double sum)
        {
            if (!lends[creditor] || !owes[debtor])
            {
                return (0, 0);
            }

            var (pairs, odds) = (size[creditor] * (creditor == debtor ? size[debtor] - 1 : size[debtor]), Elementary.Exp(-Math.Abs(sum)));
            var (small, large) = (odds / (1 + odds), 1 / (1 + odds));
            return (pairs * (sum < 0 ? small : large), pairs * small * large);
        }

        public bool IsKnown(int creditor, int debtor, double sum) => double.IsFinite(sum);
    }

    /// <summary>Less what a pair owes on average, as a share of all; the unknowns are rates.</summary>
    private readonly struct ExpectedAmount(LinkOdds links) : ILinkSum
    {
        public (double Value, double Slope) At(int creditor, int debtor, double sum)
        {
            var p = links.Probability(debtor, creditor);
            return p > 0 ? (-p / sum, p / sum / sum) : (0, 0);
        }

        public bool IsKnown(int creditor, int debtor, double sum) => sum is > 0 and < double.PositiveInfinity || links.Probability(debtor, creditor) == 0;
    }
}
