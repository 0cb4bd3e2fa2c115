namespace Contagion.Networks.Tests.Generators;

/// <summary>A core that deals with itself and a periphery that deals with the core.</summary>
public sealed class CorePeripheryTests
{
    // Craig and von Peter (2014): the core is complete, the periphery empty, and every core bank lends to the periphery and borrows from it.
    [Theory]
    [InlineData(2, 1)]
    [InlineData(30, 4)]
    [InlineData(30, 29)]
    public void Without_coins_a_core_bank_has_one_link_to_the_periphery_each_way(int institutions, int core)
    {
        var network = new CorePeriphery { Institutions = institutions, Core = core, CoreToPeriphery = 0, PeripheryToCore = 0, Balance = new GaiKapadia() }.Draw(3, 0);
        var links = Drawn.Links(network);

        Assert.Equal(core * (core - 1), links.Count(link => link.Creditor < core && link.Debtor < core));
        Assert.DoesNotContain(links, link => link.Creditor >= core && link.Debtor >= core);
        Assert.All(Enumerable.Range(0, core), bank => Assert.Single(links, link => link.Creditor == bank && link.Debtor >= core));
        Assert.All(Enumerable.Range(0, core), bank => Assert.Single(links, link => link.Debtor == bank && link.Creditor >= core));
        Assert.All(Enumerable.Range(0, institutions), bank => Assert.Equal(bank < core ? "core" : "periphery", network.GroupOf(bank)));
    }

    // Where no coin of n falls right, which happens with (1 − p)^n, one link comes on top: np + (1 − p)^n a core bank. The bank it leads to is any.
    [Fact]
    public void Blocks_have_as_many_links_as_their_probabilities_say()
    {
        const int core = 400;
        const int periphery = 1600;
        const double probability = 0.001;
        var network = new CorePeriphery
        {
            Institutions = core + periphery, Core = core, CoreToCore = 0.2, CoreToPeriphery = probability, PeripheryToCore = 0.01, PeripheryToPeriphery = 0.002, Balance = new GaiKapadia(),
        }.Draw(5, 0);
        var links = Drawn.Links(network);

        AssertBlock(links.Count(link => link.Creditor < core && link.Debtor < core), core * (core - 1), 0.2, "core to core");
        AssertBlock(links.Count(link => link.Creditor >= core && link.Debtor < core), core * periphery, 0.01, "periphery to core");
        AssertBlock(links.Count(link => link.Creditor >= core && link.Debtor >= core), periphery * (periphery - 1), 0.002, "periphery to periphery");
        var none = Math.Pow(1 - probability, periphery);
        Drawn.AssertCount(
            core * ((periphery * probability) + none), core * ((periphery * probability * (1 - probability)) + (none * (1 - none))),
            links.Count(link => link.Creditor < core && link.Debtor >= core), "core to periphery");
        Assert.All(Enumerable.Range(0, core), bank => Assert.Contains(links, link => link.Creditor == bank && link.Debtor >= core));
    }

    // Every ordered pair between core and periphery is as likely: chi-square over banks of the periphery, by how often they are lent to.
    [Fact]
    public void Banks_of_the_periphery_are_as_likely_as_each_other()
    {
        var model = new CorePeriphery { Institutions = 25, Core = 5, CoreToPeriphery = 0.02, PeripheryToCore = 0.02, Balance = new GaiKapadia() };
        var counts = new double[25];
        for (var draw = 0u; draw < 1000; draw++)
        {
            foreach (var (creditor, debtor) in Drawn.Links(model.Draw(1, draw)))
            {
                counts[creditor < 5 && debtor >= 5 ? debtor : creditor >= 5 ? creditor : 0]++;
            }
        }

        var mean = counts[5..].Average();
        Assert.All(counts[5..], count => Drawn.AssertCount(mean, mean, count, "links of a bank of the periphery"));
    }

    private static void AssertBlock(int count, double pairs, double probability, string what) => Drawn.AssertCount(pairs * probability, pairs * probability * (1 - probability), count, what);
}
