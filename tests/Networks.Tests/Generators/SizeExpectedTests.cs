namespace Contagion.Networks.Tests.Generators;

/// <summary>A model knows how large its networks are before it draws them.</summary>
public sealed class SizeExpectedTests
{
    private static readonly BalanceRule Rule = new GaiKapadia();

    public static TheoryData<string, NetworkModel> Models => new()
    {
        { "erdos-renyi", new ErdosRenyi { Institutions = 2000, MeanDegree = 5, Balance = Rule } },
        { "core-periphery", new CorePeriphery { Institutions = 1000, Core = 50, CoreToPeriphery = 0.1, PeripheryToCore = 0.2, Balance = Rule } },
        { "scale-free", new ScaleFree { Institutions = 2000, Alpha = 0.2, Beta = 0.6, Gamma = 0.2, DeltaIn = 50, DeltaOut = 50, Balance = Rule } },
        { "tripartite", new Tripartite { Platforms = 5, Lenders = 500, Borrowers = 1000, Amount = 1.0, Overlap = 0.3, LendersPerLoan = 3 } },
        { "barabasi-albert", new BarabasiAlbert { Institutions = 2000, LinksPerArrival = 3, Balance = Rule } },
    };

    // Ten networks of thousands of links miss their mean by a few per cent at most.
    [Theory]
    [MemberData(nameof(Models))]
    public void The_size_is_that_of_the_networks_on_average(string name, NetworkModel model)
    {
        var drawn = Enumerable.Range(0, 10).Select(seed => model.Draw((ulong)seed, 0)).ToArray();

        Assert.All(drawn, network => Assert.Equal(model.SizeExpected().Institutions, network.Count));
        var mean = drawn.Average(network => network.Claims.Count);
        Assert.True(Math.Abs(mean / model.SizeExpected().Exposures - 1) < 0.05, $"{name}: {mean} exposures on average, expected {model.SizeExpected().Exposures}");
    }
}
