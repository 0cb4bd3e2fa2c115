using Contagion.Model;

namespace Contagion.Networks.Tests;

/// <summary>What is agreed of claims besides their amounts, where it is kept.</summary>
public sealed class ClaimTermsTests
{
    private const int Lender = 0;
    private const int Borrower = 1;
    private const int Platform = 2;
    private const int Guarantor = 3;

    public static TheoryData<string, ExposureTerms, int?> Differences => new()
    {
        { "platform", default, Platform },
        { "guarantor", new() { Guarantor = Guarantor }, null },
        { "coverage", new() { Coverage = 0.5 }, null },
        { "maturity", new() { Maturity = 0 }, null },
        { "collateral", new() { Collateral = 4 }, null },
        { "pledge", new() { Collateral = 0, Pledge = "house" }, null },
    };

    public static TheoryData<string, ExposureTerms, int?> Wrong => new()
    {
        { "named as platform", default, Guarantor },
        { "its own debt", new() { Guarantor = Borrower }, null },
        { "coverage", new() { Coverage = 1.5 }, null },
        { "coverage", new() { Coverage = double.NaN }, null },
        { "maturity", new() { Maturity = -1 }, null },
        { "maturity", new() { Maturity = int.MaxValue }, null },
        { "collateral", new() { Collateral = -1 }, null },
        { "collateral", new() { Collateral = double.PositiveInfinity }, null },
        { "no name", new() { Collateral = 1, Pledge = "" }, null },
        { "no collateral", new() { Pledge = "house" }, null },
        { "another collateral", new() { Collateral = 5, Pledge = "known" }, null },
    };

    [Fact]
    public void Terms_that_are_not_kept_keep_no_claims_apart()
    {
        var builder = Builder(keepsTerms: false);
        builder.Add(new Exposure(Lender, Borrower, 1) { Platform = Platform });
        builder.Add(new Exposure(Lender, Borrower, 2), new ExposureTerms { Guarantor = Guarantor, Maturity = 7 });

        var network = builder.Build();

        Assert.Null(network.Terms);
        Assert.Equal([3.0], network.Claims.Amount.ToArray());
    }

    [Fact]
    public void Terms_that_nobody_gives_take_no_room_and_keep_no_claims_apart()
    {
        var builder = Builder();
        builder.Add(new Exposure(Lender, Borrower, 1));
        builder.Add(new Exposure(Lender, Borrower, 2), new ExposureTerms { Coverage = 1, Collateral = 0 });

        var network = builder.Build();

        Assert.Equal([3.0], network.Claims.Amount.ToArray());
        var terms = network.Terms!;
        Assert.True(terms.Platform.IsEmpty && terms.Guarantor.IsEmpty && terms.Coverage.IsEmpty && terms.Maturity.IsEmpty);
        Assert.True(terms.Collateral.IsEmpty && terms.Pledge.IsEmpty && terms.Registration.IsEmpty);
        Assert.Empty(terms.Pledges);
    }

    [Theory]
    [MemberData(nameof(Differences))]
    public void Claims_that_differ_in_a_term_stay_apart_and_those_that_agree_add_up(string term, ExposureTerms terms, int? platform)
    {
        var builder = Builder();
        builder.Add(new Exposure(Lender, Borrower, 1));
        builder.Add(new Exposure(Lender, Borrower, 2) { Platform = platform }, terms);
        builder.Add(new Exposure(Lender, Borrower, 4));
        builder.Add(new Exposure(Lender, Borrower, 8) { Platform = platform }, terms);

        var network = builder.Build();

        Assert.True(network.Claims.Amount.ToArray().Order().SequenceEqual([5.0, 10.0]), $"{term}: claims of {string.Join(" and ", network.Claims.Amount.ToArray())}");
        Assert.Equal(15, network.Sheets[Lender].NetworkAssets);
        Assert.Equal(15, network.Sheets[Borrower].NetworkLiabilities);
    }

    // An exposure of zero and one off the balance sheets are no claims.
    [Fact]
    public void Terms_stand_at_the_place_of_their_claim()
    {
        var builder = Builder();
        builder.Add(new Exposure(Guarantor, Lender, 9), new ExposureTerms { Collateral = 3, Pledge = "boat" });
        builder.Add(new Exposure(Lender, Borrower, 0), new ExposureTerms { Collateral = 2, Pledge = "of nothing" });
        builder.Add(new Exposure(Lender, Borrower, 5, ExposureType.Guarantee), new ExposureTerms { Collateral = 2, Pledge = "of no claim" });
        builder.Add(new Exposure(Lender, Borrower, 1) { Platform = Platform }, new ExposureTerms { Guarantor = Guarantor, Coverage = 0.25, Maturity = 3, Collateral = 6, Pledge = "house" });
        builder.Add(new Exposure(Lender, Platform, 2));

        var network = builder.Build();

        var terms = network.Terms!;
        Assert.Equal([1.0, 2, 9], network.Claims.Amount.ToArray());
        Assert.Equal([Platform, ClaimTerms.None, ClaimTerms.None], terms.Platform.ToArray());
        Assert.Equal([Guarantor, ClaimTerms.None, ClaimTerms.None], terms.Guarantor.ToArray());
        Assert.Equal([0.25, 1, 1], terms.Coverage.ToArray());
        Assert.Equal([3, int.MaxValue, int.MaxValue], terms.Maturity.ToArray());
        Assert.Equal([6.0, 0, 3], terms.Collateral.ToArray());
        Assert.Equal(["boat", "house"], terms.Pledges);
        Assert.Equal([1, ClaimTerms.None, 0], terms.Pledge.ToArray());
    }

    // models.md 6.4: the order of registration decides who is paid of a collateral that was pledged several times.
    [Fact]
    public void Claims_on_one_pledge_are_registered_in_the_order_of_the_input()
    {
        var builder = Builder();
        var house = new ExposureTerms { Collateral = 6, Pledge = "house" };
        builder.Add(new Exposure(Guarantor, Borrower, 1), house);
        builder.Add(new Exposure(Lender, Borrower, 2), house);
        builder.Add(new Exposure(Platform, Borrower, 4), house);
        builder.Add(new Exposure(Guarantor, Borrower, 8), house);

        var network = builder.Build();

        var registration = network.Terms!.Registration.ToArray();
        Assert.Equal([9.0, 2, 4], Enumerable.Range(0, 3).OrderBy(claim => registration[claim]).Select(claim => network.Claims.Amount[claim]));
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Terms_that_cannot_be_are_refused_where_they_are_kept(string word, ExposureTerms terms, int? platform)
    {
        var builder = Builder();
        builder.Add(new Exposure(Lender, Borrower, 1), new ExposureTerms { Collateral = 4, Pledge = "known" });

        var refusal = Assert.Throws<ArgumentException>(() => builder.Add(new Exposure(Lender, Borrower, 1) { Platform = platform }, terms));

        Assert.Contains(word, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_guarantor_that_is_nobody_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Builder().Add(new Exposure(Lender, Borrower, 1), new ExposureTerms { Guarantor = 99 }));

    [Fact]
    public void Exposures_taken_back_leave_no_terms_behind()
    {
        var builder = Builder();
        builder.Add(new Exposure(Lender, Borrower, 1) { Platform = Platform }, new ExposureTerms { Maturity = 3, Collateral = 6, Pledge = "house" });
        builder.RemoveExposures();
        builder.Add(new Exposure(Lender, Borrower, 1), new ExposureTerms { Collateral = 7, Pledge = "house" });

        var terms = builder.Build().Terms!;

        Assert.True(terms.Platform.IsEmpty && terms.Maturity.IsEmpty);
        Assert.Equal([7.0], terms.Collateral.ToArray());
    }

    // The naive way, above the size of one range, so that several threads take part: one sum for each set of terms, in input order.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_claims_of_a_large_network_are_those_of_a_plain_loop(int seed)
    {
        const int institutions = Ranges.RangeItems + 3000;
        var random = new Random(seed);
        var builder = new NetworkBuilder { KeepsTerms = true };
        for (var institution = 0; institution < institutions; institution++)
        {
            builder.Add(new Institution($"I{institution}", InstitutionKind.Platform) { Equity = 10 });
        }

        var expected = new Dictionary<(int Creditor, int Debtor, int Class, int? Platform, ExposureTerms Terms), double>();
        for (var exposure = 0; exposure < 4 * institutions; exposure++)
        {
            // One in three exposures is between the same two, so that many are parallel.
            var creditor = random.Next(3) == 0 ? 5 : random.Next(institutions);
            var debtor = creditor == 5 ? 6 : (creditor + 1 + random.Next(institutions - 1)) % institutions;
            int? platform = random.Next(2) == 0 ? null : random.Next(3);
            var pledge = random.Next(4);
            var terms = new ExposureTerms
            {
                Guarantor = random.Next(2) == 0 ? null : (debtor + 1 + random.Next(3)) % institutions, Coverage = random.Next(1, 3) / 2.0, Maturity = random.Next(2) == 0 ? null : random.Next(3),
                Collateral = pledge, Pledge = pledge == 0 ? null : $"pledge {pledge}",
            };
            var one = new Exposure(creditor, debtor, random.Next(1, 100_000) / 100.0, Seniority: (byte)random.Next(1, 3)) { Platform = platform };
            builder.Add(one, terms);
            var key = (creditor, debtor, (int)one.Seniority, platform, terms);
            expected[key] = expected.GetValueOrDefault(key) + one.Amount;
        }

        var network = builder.Build();

        var claims = Claims(network);
        Assert.Equal(expected.Count, claims.Count);
        Assert.All(expected, one => Assert.Equal(one.Value, claims[one.Key]));
        Assert.Equal(network.Claims.Amount.ToArray().Order(), network.Debts.Amount.ToArray().Order());
        for (var debt = 0; debt < network.Debts.Count; debt++)
        {
            Assert.Equal(network.Claims.Amount[network.ClaimOfDebt.Span[debt]], network.Debts.Amount[debt]);
        }
    }

    private static Dictionary<(int Creditor, int Debtor, int Class, int? Platform, ExposureTerms Terms), double> Claims(Network network)
    {
        var (rows, terms) = (network.Claims, network.Terms!);
        var claims = new Dictionary<(int, int, int, int?, ExposureTerms), double>();
        for (var creditor = 0; creditor < rows.Rows; creditor++)
        {
            for (var claim = rows.Start[creditor]; claim < rows.Start[creditor + 1]; claim++)
            {
                var agreed = new ExposureTerms
                {
                    Guarantor = Index(terms.Guarantor[claim]), Coverage = terms.Coverage[claim], Maturity = terms.Maturity[claim] == int.MaxValue ? null : terms.Maturity[claim],
                    Collateral = terms.Collateral[claim], Pledge = Index(terms.Pledge[claim]) is { } pledge ? terms.Pledges[pledge] : null,
                };
                claims.Add((creditor, rows.Column[claim], network.ClaimSeniority.Span[claim], Index(terms.Platform[claim]), agreed), rows.Amount[claim]);
            }
        }

        return claims;

        static int? Index(int index) => index == ClaimTerms.None ? null : index;
    }

    private static NetworkBuilder Builder(bool keepsTerms = true)
    {
        var builder = new NetworkBuilder { KeepsTerms = keepsTerms };
        builder.Add(new Institution("Lender", InstitutionKind.Lender));
        builder.Add(new Institution("Borrower", InstitutionKind.Borrower));
        builder.Add(new Institution("Platform", InstitutionKind.Platform));
        builder.Add(new Institution("Guarantor", InstitutionKind.Guarantor));
        return builder;
    }
}
