using Contagion.Model;
using Contagion.Networks;
using Contagion.Tests;

namespace Contagion.Data.Tests.Networks;

/// <summary>A network that is written as a folder of files reads back as it was, to the last bit.</summary>
public sealed class NetworkDirectoryTests
{
    private static readonly string[] Names = ["B 1", "quote\"d", "a,b", "<a> & 'b'", "Łódź", "銀行", "😀", "-5", "1e5", "#", "x", "id", "B1", "B2"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 150)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_network_that_has_something_of_everything_reads_back(int seed) => AssertReadsBack(Made(new Random(seed)));

    [Theory]
    [InlineData(PlatformMode.Unsecured)]
    [InlineData(PlatformMode.PlatformGuaranteed)]
    [InlineData(PlatformMode.ThirdPartyGuaranteed)]
    [InlineData(PlatformMode.Pooled)]
    public void Loans_through_platforms_read_back(PlatformMode mode) => AssertReadsBack(new Tripartite
    {
        Platforms = 5, Lenders = 40, Borrowers = 60, Amount = new LogNormal(), Overlap = 0.5, LendersPerLoan = 4, Maturity = 9, Mode = mode, PlatformCash = new Uniform(),
        Guarantors = mode == PlatformMode.ThirdPartyGuaranteed ? 2 : null, Coverage = mode is PlatformMode.Unsecured or PlatformMode.Pooled ? null : 0.6, Quality = 0.5, LenderCash = 0.1,
        BorrowerAssets = new Pareto(), DefaultProbability = new Beta { A = 2, B = 20 }, Recovery = 1.0 / 3,
    }.Draw(3, 0, keepsTerms: true));

    // A bank that gives its sheet's equity gets the rest by the same sums, whether its claims come from rows or from a file.
    [Theory]
    [InlineData("erdos-renyi")]
    [InlineData("stochastic-block")]
    public void Banks_read_back(string name)
    {
        BalanceRule rule = new TargetRatios { Size = new Pareto(), Weights = LinkWeights.LogNormal };
        NetworkModel model = name == "erdos-renyi"
            ? new ErdosRenyi { Institutions = 300, MeanDegree = 5, Balance = rule }
            : new StochasticBlock { Groups = [new BankGroup { Name = "one, two", Institutions = 100, LendsTo = new NamedNumbers([KeyValuePair.Create("one, two", 0.1)]) }], Balance = rule };
        var network = model.Draw(3, 0);
        using var folder = new SmallFolder();
        NetworkDirectory.Write(network, folder.At("network"));
        var read = NetworkDirectory.Read(folder.At("network"));

        Assert.Equal(network.Sheets.ToArray(), read.Sheets.ToArray());
        Assert.Equal(network.Claims.Amount.ToArray(), read.Claims.Amount.ToArray());
        Assert.Equal(Enumerable.Range(0, network.Count).Select(network.GroupOf), Enumerable.Range(0, read.Count).Select(read.GroupOf));
    }

    [Fact]
    public void Only_files_and_columns_are_written_that_say_something()
    {
        var builder = new NetworkBuilder { KeepsTerms = true };
        builder.Add(new Institution("B1", InstitutionKind.Bank) { Cash = 1 });
        builder.Add(new Institution("B2", InstitutionKind.Bank));
        builder.Add(new Exposure(0, 1, 0.1));
        using var folder = new SmallFolder();

        NetworkDirectory.Write(builder.Build(), folder.At("network"));

        Assert.Equal(["exposures.csv", "institutions.csv"], Directory.EnumerateFiles(folder.At("network")).Select(Path.GetFileName).Order());
        Assert.Equal("creditor,debtor,amount\nB1,B2,0.1\n", File.ReadAllText(folder.At("network/exposures.csv")));
        Assert.Equal("id,kind,cash\nB1,bank,1\nB2,bank,\n", File.ReadAllText(folder.At("network/institutions.csv")));
    }

    [Fact]
    public void Faults_of_any_file_of_a_folder_are_told_with_their_place()
    {
        using var folder = new SmallFolder().Write("holdings.csv", "institution,asset,amount\nB3,B2,1\nB1,bonds,x\n").Write("payments.csv", "id,payer,payee,amount\n1,B1,B1,5\n");

        var faults = Assert.Throws<InputException>(() => NetworkDirectory.Read(folder.Path)).Faults.Select(fault => $"{Path.GetFileName(fault.File)}:{fault.Line}:{fault.Column}");

        Assert.Equal(["holdings.csv:2:1", "holdings.csv:3:10", "payments.csv:2:6"], faults);
    }

    private static void AssertReadsBack(Network network)
    {
        using var folder = new SmallFolder();
        NetworkDirectory.Write(network, folder.At("network"));
        SameNetwork.Assert(network, NetworkDirectory.Read(folder.At("network")));
    }

    private static Network Made(Random random)
    {
        var builder = new NetworkBuilder { KeepsTerms = true };
        foreach (var id in Names.OrderBy(_ => random.Next()).Take(random.Next(2, Names.Length)).ToList())
        {
            var kind = Pick<InstitutionKind>(random);
            builder.Add(new Institution(id, kind)
            {
                Name = random.Next(2) == 0 ? $"Name of {id}" : null,
                Group = random.Next(3) == 0 ? "retail, \"north\"" : null,
                Role = Pick<InstitutionRole>(random),
                Mode = kind == InstitutionKind.Platform ? Pick<PlatformMode>(random) : PlatformMode.None,
                Cash = random.Next(2) == 0 ? Amount(random) : null,
                Equity = random.Next(2) == 0 ? Amount(random) - 500 : null,
                Members = random.Next(2) == 0 ? random.Next(1, 1_000_000_000) : null,
                FailureThreshold = random.Next(4) == 0 ? -Amount(random) : null,
            });
        }

        for (var count = random.Next(6 * builder.Count); count > 0; count--)
        {
            var (creditor, type, pledge) = (random.Next(builder.Count), Pick<ExposureType>(random), random.Next(5));
            var (debtor, guarantor) = (Other(random, builder, creditor), random.Next(builder.Count));
            builder.Add(
                new Exposure(creditor, debtor, type == ExposureType.Service ? 1 - random.NextDouble() : Amount(random), type, (byte)random.Next(1, 4)) { Platform = Platform(random, builder) },
                type is ExposureType.Loan or ExposureType.Demand
                    ? new ExposureTerms
                    {
                        Guarantor = guarantor == creditor || guarantor == debtor || random.Next(2) == 0 ? null : guarantor,
                        Coverage = random.Next(3) == 0 ? random.NextDouble() : null,
                        Maturity = random.Next(3) == 0 ? random.Next(400) : null,
                        Collateral = pledge < 3 ? pledge * 10.1 : random.Next(2) == 0 ? Amount(random) : null,
                        Pledge = pledge < 3 ? $"house {pledge}" : null,
                    }
                    : new ExposureTerms { Need = type == ExposureType.Service && random.Next(2) == 0 ? $"need {random.Next(3)}" : null });
        }

        for (var count = random.Next(4); count > 0; count--)
        {
            var holder = random.Next(builder.Count);
            builder.Add(new Holding(holder, Other(random, builder, holder), random.NextDouble() / 10));
            builder.Add(new Payment($"payment {count}", holder, Other(random, builder, holder), Amount(random) + 1, random.Next(5)));
        }

        for (var asset = 0; asset < random.Next(4); asset++)
        {
            builder.AddAsset($"asset {9 - asset}");
            builder.Add(new AssetHolding(random.Next(builder.Count), asset, Amount(random)));
        }

        if (random.Next(2) == 0)
        {
            bool[] isGiven = [true, .. Enumerable.Range(1, builder.Count - 1).Select(_ => random.Next(2) == 0)];
            double[] Column() => [.. isGiven.Select(given => !given || random.Next(3) == 0 ? double.NaN : random.NextDouble() - 0.5)];
            builder.Add(new Features(["income", "a feature, of its own"], [Column(), Column()], isGiven));
        }

        return builder.Build();
    }

    private static int? Platform(Random random, NetworkBuilder builder) =>
        Enumerable.Range(0, builder.Count).Where(institution => builder.KindOf(institution) == InstitutionKind.Platform).Cast<int?>().FirstOrDefault(_ => random.Next(3) == 0);

    private static int Other(Random random, NetworkBuilder builder, int one) => (one + 1 + random.Next(builder.Count - 1)) % builder.Count;

    private static double Amount(Random random) => random.NextDouble() * Math.Pow(10, random.Next(-3, 4)) * (random.Next(8) == 0 ? 1e-9 : 1);

    private static T Pick<T>(Random random)
        where T : struct, Enum => Enum.GetValues<T>()[random.Next(Enum.GetValues<T>().Length)];
}
