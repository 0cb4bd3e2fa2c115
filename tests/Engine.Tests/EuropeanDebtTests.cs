using Contagion.Model;
using Contagion.Networks;
using Contagion.Tests;

namespace Contagion.Engine.Tests;

/// <summary>Elliott, Golub and Jackson 2014, six European debtors (published-results.md 8), on the data of scenarios/european-debt-2011.</summary>
public sealed class EuropeanDebtTests
{
    private static readonly string[] Countries = ["FR", "DE", "GR", "IT", "PT", "ES"];
    private static readonly double[] Of2008 = [11.98745, 15.27615, 1.468619, 9.65272, 1.058577, 6.698745];
    private static readonly double[] Of2011 = [11.61506276, 14.88284519, 1.267782427, 9.20083682, 1, 6.251046025];

    // Source: published-results.md 8, waves with unrounded A.
    [Theory]
    [InlineData(.90, "GR")]
    [InlineData(.92, "GR")]
    [InlineData(.93, "GR")]
    [InlineData(.935, "GR > PT > ES > FR > DE IT")]
    [InlineData(.94, "GR > ES PT > DE FR > IT")]
    [InlineData(.95, "ES GR PT > DE FR IT")]
    public void Countries_fail_in_the_published_waves(double threshold, string waves)
    {
        var result = Run(threshold);

        var found = Enumerable.Range(0, 6).Where(country => result.DefaultRound![country] >= 0).GroupBy(country => result.DefaultRound![country])
            .OrderBy(wave => wave.Key).Select(wave => string.Join(' ', wave.Select(country => Countries[country]).Order(StringComparer.Ordinal)));
        Assert.Equal(waves, string.Join(" > ", found));
    }

    // Source: scenarios/european-debt-2011/README.md: value of 2008, and final values at threshold 0.93, six decimals.
    [Fact]
    public void Values_are_those_of_a_separate_program()
    {
        var result = Run(.93);

        Near.Equal([13.175091, 15.263499, 1.046205, 9.718532, 1.031139, 5.907794], result.Dynamics.InitialEquity, 5.1e-7, "values of 2008");
        Near.Equal([12.635647, 14.714620, 0.585330, 9.287228, 0.962612, 5.545651], result.Totals.NetWorth, 5.1e-7, "final values, threshold 0.93");
    }

    // Source: published-results.md 8, matrix A to two decimals: the value of each country's output of one, as an asset-loss study finds it.
    [Fact]
    public void The_dependency_matrix_is_the_published_one()
    {
        double[][] published =
        [
            [.71, .13, .13, .17, .07, .11], [.18, .71, .13, .11, .09, .14], [.00, .00, .67, .00, .00, .00],
            [.07, .12, .03, .69, .03, .05], [.01, .00, .02, .00, .67, .02], [.03, .03, .02, .02, .14, .68],
        ];
        for (var source = 0; source < 6; source++)
        {
            double[] one = [.. Enumerable.Range(0, 6).Select(country => country == source ? 1.0 : 0)];
            var values = TestRun.Single(Network(one), new CrossHoldings { Integration = 1 / 3.0, Threshold = 0 }).Totals.NetWorth;
            Near.Equal([.. published.Select(row => row[source])], values, 0.00501, $"what each country has of the output of {Countries[source]}");
        }
    }

    private static RunResult Run(double threshold) => TestRun.Single(
        Network(Of2008), new CrossHoldings { Integration = 1 / 3.0, Threshold = threshold, FailureCost = .5 },
        TestRun.AssetLosses([.. Of2008.Select((output, country) => output - Of2011[country])]));

    private static Network Network(double[] output)
    {
        var builder = new NetworkBuilder();
        for (var country = 0; country < 6; country++)
        {
            builder.Add(new Institution($"B{country}", InstitutionKind.Borrower) { ExternalAssets = output[country] });
        }

        var claims = Table.Read(Folders.Root, "scenarios", "european-debt-2011", "exposures.csv");
        foreach (var row in claims.Rows)
        {
            builder.Add(new Exposure(
                Array.IndexOf(Countries, claims.Text(row, "creditor")), Array.IndexOf(Countries, claims.Text(row, "debtor")), claims.Number(row, "amount")));
        }

        return builder.Build();
    }
}
