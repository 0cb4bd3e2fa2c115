using Contagion.Model;

namespace Contagion.Networks.Tests.Generators;

/// <summary>A network is a function of its model, its seed and its replication, whoever draws it.</summary>
public sealed class SameNetworkTests
{
    private const int Institutions = 9000;

    private static readonly TargetRatios Ratios = new() { Size = new Pareto { Exponent = 1.5 }, Weights = LinkWeights.LogNormal };

    public static TheoryData<string> Names => [.. Models.Keys];

    private static Dictionary<string, NetworkModel> Models => new()
    {
        ["erdos-renyi"] = new ErdosRenyi { Institutions = Institutions, MeanDegree = 9, Balance = Ratios },
        ["erdos-renyi, scaled"] = new ErdosRenyi
        {
            Institutions = 1500, MeanDegree = 60, Balance = new TargetRatios { Size = new LogNormal { Deviation = 0.5 }, Weights = LinkWeights.SizeProduct, Totals = DebtTotals.BySize },
        },
        ["core-periphery"] = new CorePeriphery { Institutions = Institutions, Core = 90, CoreToPeriphery = 0.05, PeripheryToCore = 0.05, PeripheryToPeriphery = 0.0003, Balance = new Nier() },
        ["barabasi-albert"] = new BarabasiAlbert { Institutions = Institutions, LinksPerArrival = 9, Balance = new GaiKapadia() },
        ["barabasi-albert, small lends"] = new BarabasiAlbert { Institutions = Institutions, LinksPerArrival = 9, Direction = LinkDirection.SmallLends, Balance = Ratios },
        ["scale-free"] = new ScaleFree { Institutions = Institutions, Alpha = 0.05, Beta = 0.9, Gamma = 0.05, DeltaIn = 1, DeltaOut = 0.5, Balance = new GaiKapadia() },
        ["stochastic-block"] = new StochasticBlock { Groups = [Group("a", 2000, 0.002, 0.0005), Group("b", 7000, 0.001, 0.001)], Balance = Ratios },
        ["tripartite"] = new Tripartite
        {
            Platforms = 30, Lenders = 3000, Borrowers = 9000, Amount = new LogNormal(), Concentration = 1, Overlap = 0.4, LendersPerLoan = 5, Maturity = 12,
            Mode = PlatformMode.ThirdPartyGuaranteed, Guarantors = 3, DefaultProbability = new Uniform { Low = 0.01, High = 0.1 },
        },
        ["tripartite, pooled"] = new Tripartite { Platforms = 30, Lenders = 3000, Borrowers = 9000, Amount = new Pareto(), Mode = PlatformMode.Pooled, LendersPerLoan = 3, Overlap = 0.2 },
    };

    // As many institutions and exposures as make several ranges of all that is dealt to threads.
    [Theory]
    [MemberData(nameof(Names))]
    public void Any_number_of_threads_draws_the_same_network(string name)
    {
        var one = Drawn.Bits(Models[name].Draw(7, 0, keepsTerms: true, threads: 1));

        foreach (int? threads in new int?[] { 2, 3, 7, null })
        {
            Assert.Equal(one, Drawn.Bits(Models[name].Draw(7, 0, keepsTerms: true, threads: threads)));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Another_seed_and_another_replication_draw_other_networks(string name)
    {
        var model = Models[name] with { Redraw = true };
        string[] drawn = [Drawn.Bits(model.Draw(7, 0)), Drawn.Bits(model.Draw(8, 0)), Drawn.Bits(model.Draw(7, 1)), Drawn.Bits(model.Draw(7, 2))];

        Assert.Equal(4, drawn.Distinct().Count());
        Assert.Equal(drawn[3], Drawn.Bits((model with { Redraw = false }).Draw(7, 2)));
    }

    private static BankGroup Group(string name, int institutions, double toA, double toB) => new()
    {
        Name = name, Institutions = institutions, LendsTo = new NamedNumbers([KeyValuePair.Create("a", toA), KeyValuePair.Create("b", toB)]),
    };
}
