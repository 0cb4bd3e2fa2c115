using Contagion.Model;

namespace Contagion.Networks.Tests.Generators;

/// <summary>Groups, and how likely one lends to another.</summary>
public sealed class StochasticBlockTests
{
    private static readonly int[] Ends = [300, 700, 1500];

    // Source: each ordered pair of a block is a coin of its own.
    [Fact]
    public void Every_block_has_the_density_asked_for()
    {
        double[][] probabilities = [[0.05, 0.01, 0], [0.002, 0, 0.03], [1, 0.004, 0.001]];
        string[] names = ["north", "south", "west"];
        var network = new StochasticBlock
        {
            Groups = [.. names.Select((name, from) => Group(name, Size(from), names.Select((to, at) => (to, probabilities[from][at])).Where(one => one.Item2 > 0)))], Balance = new GaiKapadia(),
        }.Draw(3, 0);
        var counts = Drawn.Links(network).CountBy(link => (GroupOf(link.Creditor), GroupOf(link.Debtor))).ToDictionary();

        for (var (from, to) = (0, 0); from < 3; (from, to) = to == 2 ? (from + 1, 0) : (from, to + 1))
        {
            var pairs = Size(from) * (Size(to) - (from == to ? 1.0 : 0));
            Drawn.AssertCount(pairs * probabilities[from][to], pairs * probabilities[from][to] * (1 - probabilities[from][to]), counts.GetValueOrDefault((from, to)), $"{names[from]} to {names[to]}");
        }

        Assert.All(Enumerable.Range(0, network.Count), bank => Assert.Equal(names[GroupOf(bank)], network.GroupOf(bank)));
    }

    // One block is a directed Erdős–Rényi network, coin by coin.
    [Fact]
    public void One_group_alone_is_an_erdos_renyi_network()
    {
        var block = new StochasticBlock { Groups = [Group("all", 500, [("all", 0.02)])], Balance = new GaiKapadia() }.Draw(9, 4);
        var plain = new ErdosRenyi { Institutions = 500, LinkProbability = 0.02, Balance = new GaiKapadia() }.Draw(9, 4);

        Assert.Equal(Drawn.Links(plain), Drawn.Links(block));
    }

    [Fact]
    public void Two_models_are_equal_that_say_the_same()
    {
        StochasticBlock Make(double probability) => new() { Groups = [Group("a", 5, [("a", probability)])], Balance = new GaiKapadia() };

        Assert.Equal(Make(0.5), Make(0.5));
        Assert.NotEqual(Make(0.5), Make(0.4));
    }

    private static BankGroup Group(string name, int institutions, IEnumerable<(string To, double Probability)> lendsTo) => new()
    {
        Name = name, Institutions = institutions, LendsTo = new NamedNumbers(lendsTo.Select(one => KeyValuePair.Create(one.To, one.Probability))),
    };

    private static int Size(int group) => Ends[group] - (group == 0 ? 0 : Ends[group - 1]);

    private static int GroupOf(int bank) => Array.FindIndex(Ends, end => bank < end);
}
