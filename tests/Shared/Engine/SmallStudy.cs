using Contagion.Engine;
using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Tests;

/// <summary>Forty banks with some two hundred claims on each other, three of them hit at random: quick to compute, and no two replications alike.</summary>
internal static class SmallStudy
{
    /// <param name="replications">Random realisations; eight of them are a block.</param>
    public static (Scenario Scenario, Network Network) Of(int replications)
    {
        var builder = new NetworkBuilder();
        for (var bank = 0; bank < 40; bank++)
        {
            builder.Add(new Institution($"B{bank}", InstitutionKind.Bank) { ExternalAssets = 20, ExternalLiabilities = 10 });
        }

        for (var claim = 0; claim < 200; claim++)
        {
            var (creditor, debtor) = (claim % 40, ((claim * 7) + (claim / 40) + 1) % 40);
            if (creditor != debtor)
            {
                builder.Add(new Exposure(creditor, debtor, 1 + (claim % 5)));
            }
        }

        var shock = new Shock { Kind = ShockKind.EquityLoss, Target = new Target.Random(3, new Target.All()), Fraction = new Uniform() };
        var scenario = new Scenario
        {
            Name = "small", Network = new NetworkSource(), Shocks = [shock], Channels = new Channels { Solvency = new LinearDebtRank() }, Run = new RunSettings { Replications = replications, Seed = 5 },
        };
        return (scenario, builder.Build());
    }
}
