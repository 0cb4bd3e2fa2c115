using Contagion.Model;

namespace Contagion.Networks.Tests;

/// <summary>On how many platforms somebody borrows.</summary>
public sealed class LendingPlatformsTests
{
    private const int Lender = 0;
    private const int Borrower = 1;
    private const int Bank = 2;
    private const int PlatformA = 3;
    private const int PlatformB = 4;

    public static TheoryData<string, Exposure[], int> Cases => new()
    {
        { "nothing", [], 0 },
        { "a lender", [new(Lender, Borrower, 1)], 0 },
        { "two platforms", [new(PlatformA, Borrower, 1), new(PlatformB, Borrower, 1)], 2 },
        { "one platform twice", [new(PlatformA, Borrower, 1), new(PlatformA, Borrower, 2)], 1 },
        { "one platform in two classes", [new(PlatformA, Borrower, 1), new(PlatformA, Borrower, 2, Seniority: 2)], 1 },
        { "a lender through a platform", [new(Lender, Borrower, 1) { Platform = PlatformA }], 1 },
        { "a lender through two", [new(Lender, Borrower, 1) { Platform = PlatformA }, new(Lender, Borrower, 1) { Platform = PlatformB }], 2 },
        { "a platform and a lender through it", [new(PlatformA, Borrower, 1), new(Lender, Borrower, 1) { Platform = PlatformA }], 1 },
        { "a platform through another", [new(PlatformA, Borrower, 1) { Platform = PlatformB }], 2 },
        { "a bank named as platform", [new(Lender, Borrower, 1) { Platform = Bank }], 0 },
        { "a claim of the borrower", [new(Borrower, PlatformA, 1) { Platform = PlatformB }], 0 },
        { "nothing lent", [new(Lender, Borrower, 0) { Platform = PlatformA }], 0 },
        { "a guarantee", [new(Lender, Borrower, 1, ExposureType.Guarantee) { Platform = PlatformA }], 0 },
        { "platforms named late", [new(PlatformA, Borrower, 1), new(Lender, Borrower, 1), new(Bank, Lender, 1) { Platform = PlatformB }], 1 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Each_platform_counts_once_whether_it_lends_or_brings_lenders(string name, Exposure[] exposures, int platforms) =>
        Assert.True(Build(exposures).PlatformsOf(Borrower) == platforms, $"{name}: {Build(exposures).PlatformsOf(Borrower)} platforms instead of {platforms}");

    [Fact]
    public void Exposures_taken_back_leave_no_platform_behind()
    {
        var builder = Builder();
        builder.Add(new Exposure(Lender, Borrower, 1) { Platform = PlatformA });
        builder.RemoveExposures();
        builder.Add(new Exposure(PlatformB, Borrower, 1));

        Assert.Equal(1, builder.Build().PlatformsOf(Borrower));
    }

    [Fact]
    public void A_platform_that_is_nobody_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Builder().Add(new Exposure(Lender, Borrower, 1) { Platform = 99 }));

    // The naive way, above the size of one range, so that several threads take part: a set a debtor.
    [Fact]
    public void The_counts_of_a_large_network_are_those_of_a_set_a_debtor()
    {
        const int institutions = Ranges.RangeItems + 5000;
        var random = new Random(12);
        var builder = new NetworkBuilder();
        for (var institution = 0; institution < institutions; institution++)
        {
            builder.Add(new Institution($"I{institution}", IsPlatform(institution) ? InstitutionKind.Platform : InstitutionKind.Borrower) { ExternalAssets = 10 });
        }

        var expected = Enumerable.Range(0, institutions).Select(_ => new HashSet<int>()).ToArray();
        for (var exposure = 0; exposure < 4 * institutions; exposure++)
        {
            var creditor = random.Next(institutions);
            var debtor = (creditor + 1 + random.Next(institutions - 1)) % institutions;
            int? platform = random.Next(3) == 0 ? null : random.Next(50);
            builder.Add(new Exposure(creditor, debtor, 1) { Platform = platform });
            expected[debtor].UnionWith(new[] { creditor, platform ?? creditor }.Where(IsPlatform));
        }

        var network = builder.Build();

        Assert.Equal(expected.Select(platforms => platforms.Count), Enumerable.Range(0, institutions).Select(network.PlatformsOf));

        static bool IsPlatform(int institution) => institution % 4 != 3;
    }

    private static Network Build(Exposure[] exposures)
    {
        var builder = Builder();
        Array.ForEach(exposures, builder.Add);
        return builder.Build();
    }

    private static NetworkBuilder Builder()
    {
        var builder = new NetworkBuilder();
        InstitutionKind[] kinds = [InstitutionKind.Lender, InstitutionKind.Borrower, InstitutionKind.Bank, InstitutionKind.Platform, InstitutionKind.Platform];
        foreach (var (index, kind) in kinds.Index())
        {
            builder.Add(new Institution($"I{index}", kind));
        }

        return builder;
    }
}
