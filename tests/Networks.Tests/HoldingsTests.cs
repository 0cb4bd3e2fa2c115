using Contagion.Model;

namespace Contagion.Networks.Tests;

/// <summary>Shares in other institutions and their book value.</summary>
public sealed class HoldingsTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 40)];

    // By hand: w0 = 10 + w1 / 2, w1 = 20 + w0 / 4, so w0 = 160 / 7 and w1 = 180 / 7.
    [Fact]
    public void Two_that_own_each_other_are_worth_more_than_they_have()
    {
        var network = Build([10, 20], [null, null], new Holding(0, 1, 0.5), new Holding(1, 0, 0.25))!;

        Assert.Equal(160 / 7.0, network.Sheets[0].Equity, 1e-12);
        Assert.Equal(180 / 7.0, network.Sheets[1].Equity, 1e-12);
        Assert.Equal(90 / 7.0, network.Sheets[0].HoldingsValue, 1e-12);
    }

    [Fact]
    public void Shares_of_the_same_two_add_up() => Assert.Equal([0.75], Build([1, 1], [null, null], new Holding(0, 1, 0.5), new Holding(0, 1, 0.25))!.Holdings.Amount.ToArray());

    [Fact]
    public void A_share_in_one_with_negative_equity_is_worth_nothing()
    {
        var network = Build([10, null], [null, -5], new Holding(0, 1, 0.5))!;

        Assert.Equal(0, network.Sheets[0].HoldingsValue);
        Assert.Equal(-5, network.Sheets[1].Equity);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Book_values_solve_their_equations(int seed)
    {
        var random = new Random(seed);
        var count = 2 + random.Next(12);
        var assets = Enumerable.Range(0, count).Select(_ => (double?)random.Next(100)).ToArray();
        var holdings = (from issuer in Enumerable.Range(0, count)
                        from holder in Enumerable.Range(0, count)
                        where holder != issuer && random.Next(3) == 0
                        select new Holding(holder, issuer, 0.9 / count * random.NextDouble())).ToArray();
        var network = Build(assets, new double?[count], holdings)!;

        // By plain iteration; the shares in each sum to less than 0.9, so that it converges.
        var worth = assets.Select(one => one!.Value).ToArray();
        for (var sweep = 0; sweep < 500; sweep++)
        {
            var before = worth;
            worth = [.. Enumerable.Range(0, count).Select(one => assets[one]!.Value + holdings.Where(holding => holding.Holder == one).Sum(holding => holding.Fraction * before[holding.Issuer]))];
        }

        for (var institution = 0; institution < count; institution++)
        {
            Assert.Equal(worth[institution], network.Sheets[institution].Equity, 1e-9);
        }
    }

    [Fact]
    public void Nobody_can_be_owned_twice()
    {
        var told = new List<(int, string)>();
        var builder = Builder([1, 1, 1], [null, null, null], new Holding(0, 2, 0.7), new Holding(1, 2, 0.7));

        Assert.Null(builder.TryBuild((institution, fault) => told.Add((institution, fault))));

        Assert.Equal(2, Assert.Single(told).Item1);
        Assert.Contains("'B2'", told[0].Item2, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0, 0.5)]
    [InlineData(0, 1, -0.1)]
    [InlineData(0, 1, 1.1)]
    [InlineData(0, 1, double.NaN)]
    [InlineData(0, 2, 0.5)]
    public void What_is_no_share_is_refused(int holder, int issuer, double fraction) =>
        Assert.ThrowsAny<ArgumentException>(() => Build([1, 1], [null, null], new Holding(holder, issuer, fraction)));

    private static Network? Build(double?[] assets, double?[] equity, params Holding[] holdings) => Builder(assets, equity, holdings).TryBuild();

    private static NetworkBuilder Builder(double?[] assets, double?[] equity, params Holding[] holdings)
    {
        var builder = new NetworkBuilder();
        for (var institution = 0; institution < assets.Length; institution++)
        {
            builder.Add(new Institution($"B{institution}", InstitutionKind.Bank) { ExternalAssets = assets[institution], Equity = equity[institution] });
        }

        foreach (var holding in holdings)
        {
            builder.Add(holding);
        }

        return builder;
    }
}
