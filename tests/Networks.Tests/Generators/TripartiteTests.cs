using Contagion.Model;
using Contagion.Tests;

namespace Contagion.Networks.Tests.Generators;

/// <summary>Loans between lenders and borrowers through platforms.</summary>
public sealed class TripartiteTests
{
    private static readonly Tripartite Model = new() { Platforms = 4, Lenders = 300, Borrowers = 5000, Amount = 10, Shares = Shares(0.5, 0.3, 0.2, 0), Overlap = 0.4, LendersPerLoan = 3 };

    // Source: the first platform by share, the next with probability 0.4 by share among the rest, and again; the fourth has no share. Sums over all orders, by hand:
    // P(two or more) = 0.4, P(three) = 0.16, and for the platform with share s, P(used) from the tree of draws below.
    [Fact]
    public void Borrowers_use_platforms_by_share_and_further_ones_by_overlap()
    {
        var used = PlatformsOf(Model.Draw(5, 0, keepsTerms: true));

        Drawn.AssertCount(5000 * 0.4, 5000 * 0.24, used.Count(platforms => platforms.Length >= 2), "borrowers on two platforms");
        Drawn.AssertCount(5000 * 0.16, 5000 * 0.16 * 0.84, used.Count(platforms => platforms.Length == 3), "borrowers on three platforms");
        for (var platform = 0; platform < 3; platform++)
        {
            var share = ShareUsing(platform, [0.5, 0.3, 0.2], 0.4);
            Drawn.AssertCount(5000 * share, 5000 * share * (1 - share), used.Count(platforms => platforms.Contains(platform)), $"borrowers on platform {platform}");
        }

        Assert.DoesNotContain(used, platforms => platforms.Contains(3));
    }

    [Theory]
    [InlineData(0.0, 1)]
    [InlineData(1.0, 3)]
    public void Overlap_of_0_and_1_are_certain(double overlap, int platforms) =>
        Assert.All(PlatformsOf((Model with { Overlap = overlap, Borrowers = 200 }).Draw(1, 0, keepsTerms: true)), used => Assert.Equal(platforms, used.Length));

    [Fact]
    public void Shares_of_the_market_go_with_the_power_of_the_rank()
    {
        var shares = (Model with { Shares = null, Concentration = 2 }).MarketShares();

        Near.EqualRelative([.. new[] { 1, 1.0 / 4, 1.0 / 9, 1.0 / 16 }.Select(share => share / (205.0 / 144))], shares, 1e-14, "shares");
        Assert.Equal([0.25, 0.25, 0.25, 0.25], (Model with { Shares = null }).MarketShares());
    }

    // Each loan has three different lenders, each as likely, with a third of the amount each.
    [Fact]
    public void Lenders_share_a_loan_in_equal_parts()
    {
        var network = Model.Draw(5, 0, keepsTerms: true);
        var loans = Loans(network).ToArray();

        Assert.All(loans.GroupBy(loan => (loan.Debtor, loan.Platform)), loan =>
        {
            Assert.Equal(3, loan.Select(part => part.Creditor).Distinct().Count());
            Assert.All(loan, part => Assert.Equal(10.0 / 3, part.Amount));
        });
        var mean = loans.Length / 300.0;
        Assert.All(loans.CountBy(loan => loan.Creditor), lender => Drawn.AssertCount(mean, mean, lender.Value, $"loans of lender {lender.Key}"));
        Assert.Equal(300, loans.CountBy(loan => loan.Creditor).Count());
    }

    // Half of all log-normal amounts lie below the median, and 84.13 % below the median times e^σ; Pareto P(X > 2) = ½^exponent.
    [Fact]
    public void Amounts_are_those_of_the_distribution()
    {
        var logNormal = Loans((Model with { Amount = new LogNormal { Median = 9, Deviation = 0.8 }, LendersPerLoan = 1 }).Draw(1, 0, keepsTerms: true)).Select(loan => loan.Amount).ToArray();
        Drawn.AssertCount(logNormal.Length * 0.5, logNormal.Length * 0.25, logNormal.Count(amount => amount < 9), "below the median");
        Drawn.AssertCount(logNormal.Length * 0.8413447, logNormal.Length * 0.8413447 * 0.1586553, logNormal.Count(amount => amount < 9 * Math.Exp(0.8)), "below one deviation");

        var pareto = Loans((Model with { Amount = new Pareto { Exponent = 1.5 }, LendersPerLoan = 1 }).Draw(1, 0, keepsTerms: true)).Select(loan => loan.Amount).ToArray();
        var share = Math.Pow(0.5, 1.5);
        Drawn.AssertCount(pareto.Length * share, pareto.Length * share * (1 - share), pareto.Count(amount => amount > 2), "Pareto above 2");
    }

    [Fact]
    public void Institutions_have_what_the_model_gives_them()
    {
        var model = Model with
        {
            Borrowers = 400, Mode = PlatformMode.ThirdPartyGuaranteed, Guarantors = 2, Coverage = 0.7, GuarantorCash = 0.2, PlatformCash = 0.05, LenderCash = 0.3, BorrowerAssets = 1.5,
            DefaultProbability = new Uniform { Low = 0.02, High = 0.06 }, Recovery = 0.4, Quality = new Uniform { Low = 0.5, High = 0.9 }, Maturity = 6,
        };
        var network = model.Draw(2, 0, keepsTerms: true);
        var (loans, terms, sheets) = (Loans(network).ToArray(), network.Terms!, network.Sheets.ToArray());

        Assert.Equal(["P1", "P4", "G1", "G2", "L001", "L300", "B001", "B400"], new[] { 0, 3, 4, 5, 6, 305, 306, 705 }.Select(institution => network.Ids[institution]));
        for (var platform = 0; platform < 4; platform++)
        {
            Assert.Equal((InstitutionKind.Platform, InstitutionRole.P2p, model.Mode), (network.KindOf(platform), network.RoleOf(platform), network.ModeOf(platform)));
            Near.EqualRelative([0.05 * loans.Where(loan => loan.Platform == platform).Sum(loan => loan.Amount)], [sheets[platform].Cash], 1e-12, "cash of a platform", 100);
            Assert.InRange(network.Quality[platform], 0.5, 0.9);
        }

        foreach (var guarantor in new[] { 4, 5 })
        {
            Assert.Equal(InstitutionKind.Guarantor, network.KindOf(guarantor));
            Near.EqualRelative([0.2 * 0.7 * loans.Where(loan => 4 + (loan.Platform % 2) == guarantor).Sum(loan => loan.Amount)], [sheets[guarantor].Cash], 1e-12, "cash of a guarantor", 100);
        }

        for (var institution = 6; institution < network.Count; institution++)
        {
            var isLender = institution < 306;
            Assert.Equal(isLender ? InstitutionKind.Lender : InstitutionKind.Borrower, network.KindOf(institution));
            var (expected, actual) = isLender ? (0.3 * sheets[institution].NetworkAssets, sheets[institution].Cash) : (1.5 * sheets[institution].NetworkLiabilities, sheets[institution].ExternalAssets);
            Near.EqualRelative([expected], [actual], 1e-12, "what it has besides", 100);
            Assert.Equal(isLender, double.IsNaN(network.DefaultProbability[institution]));
            Assert.True(isLender || (network.DefaultProbability[institution] is >= 0.02 and <= 0.06 && network.Recovery[institution] == 0.4));
        }

        for (var claim = 0; claim < network.Claims.Count; claim++)
        {
            Assert.Equal((4 + (terms.Platform[claim] % 2), 0.7), (terms.Guarantor[claim], terms.Coverage[claim]));
            Assert.InRange(terms.Maturity[claim], 1, 6);
        }

        Assert.Equal(6, terms.Maturity.ToArray().Distinct().Count());
        Assert.All(Enumerable.Range(306, 400), borrower => Assert.Equal(loans.Where(loan => loan.Debtor == borrower).Select(loan => loan.Platform).Distinct().Count(), network.PlatformsOf(borrower)));
    }

    [Fact]
    public void A_pool_holds_the_loans_and_owes_lenders_on_demand_what_they_gave()
    {
        var network = (Model with { Mode = PlatformMode.Pooled, PlatformCash = 0.1 }).Draw(2, 0, keepsTerms: true);

        for (var platform = 0; platform < 4; platform++)
        {
            var sheet = network.Sheets[platform];
            Near.EqualRelative([sheet.NetworkAssets, 0.1 * sheet.NetworkAssets], [sheet.NetworkLiabilities, sheet.Equity], 1e-9, "a pool", 1000);
        }

        for (var creditor = 0; creditor < network.Count; creditor++)
        {
            for (var claim = network.Claims.Start[creditor]; claim < network.Claims.Start[creditor + 1]; claim++)
            {
                var (isPlatform, debtor) = (network.KindOf(creditor) == InstitutionKind.Platform, network.Claims.Column[claim]);
                Assert.Equal(isPlatform ? InstitutionKind.Borrower : InstitutionKind.Platform, network.KindOf(debtor));
                Assert.Equal(isPlatform, network.IsLoan(claim));
            }
        }
    }

    // Where terms are not kept, loans that one lender makes to one borrower on several platforms add up.
    [Fact]
    public void Without_terms_loans_between_the_same_two_are_one()
    {
        var model = Model with { Lenders = 3, Borrowers = 50 };
        var (kept, merged) = (model.Draw(2, 0, keepsTerms: true), model.Draw(2, 0));

        Assert.Equal(50 * 3, merged.Claims.Count);
        Assert.True(kept.Claims.Count > merged.Claims.Count);
        Near.EqualRelative(kept.Debts.RowSums(), merged.Debts.RowSums(), 1e-14, "debts", 1);
        Assert.All(Enumerable.Range(0, kept.Count), institution => Assert.Equal(kept.PlatformsOf(institution), merged.PlatformsOf(institution)));
    }

    /// <summary>The probability that a borrower uses a platform, over all orders in which it may use platforms.</summary>
    private static double ShareUsing(int platform, double[] shares, double overlap)
    {
        double From(double left, double[] open) => Enumerable.Range(0, open.Length).Where(one => open[one] > 0).Sum(one =>
            open[one] / left * (one == platform ? 1 : overlap * From(left - open[one], [.. open.Select((share, at) => at == one ? 0 : share)])));
        return From(1, shares);
    }

    private static NamedNumbers Shares(params double[] shares) => new(shares.Select((share, platform) => KeyValuePair.Create($"P{platform + 1}", share)));

    private static int[][] PlatformsOf(Network network) =>
        [.. Loans(network).GroupBy(loan => loan.Debtor).Select(loans => loans.Select(loan => loan.Platform).Distinct().Order().ToArray())];

    private static IEnumerable<(int Creditor, int Debtor, int Platform, double Amount)> Loans(Network network)
    {
        for (var creditor = 0; creditor < network.Count; creditor++)
        {
            for (var claim = network.Claims.Start[creditor]; claim < network.Claims.Start[creditor + 1]; claim++)
            {
                yield return (creditor, network.Claims.Column[claim], network.Terms!.Platform[claim], network.Claims.Amount[claim]);
            }
        }
    }
}
