using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Engine.Tests.Periods;

/// <summary>A random economy of institutions of all kinds and what happens to it. The same seed gives the same one.</summary>
internal sealed record RandomEconomy
{
    /// <summary>Decides everything.</summary>
    public required int Seed { get; init; }

    public required IReadOnlyList<Institution> Institutions { get; init; }

    public required IReadOnlyList<(Exposure Exposure, ExposureTerms Terms)> Exposures { get; init; }

    public required IReadOnlyList<(int Institution, string Asset, double Units)> Units { get; init; }

    public IReadOnlyList<Payment> Payments { get; init; } = [];

    public required Scenario Scenario { get; init; }

    /// <summary>The same as a network of the engine.</summary>
    public Network Network
    {
        get
        {
            var builder = new NetworkBuilder { KeepsTerms = true };
            foreach (var institution in Institutions)
            {
                builder.Add(institution);
            }

            foreach (var (exposure, terms) in Exposures)
            {
                builder.Add(exposure, terms);
            }

            var assets = (Scenario.Channels.Market?.Assets ?? []).ToDictionary(asset => asset.Name, asset => builder.AddAsset(asset.Name));
            foreach (var (institution, asset, units) in Units)
            {
                builder.Add(new AssetHolding(institution, assets[asset], units));
            }

            foreach (var payment in Payments)
            {
                builder.Add(payment);
            }

            return builder.Build();
        }
    }

    /// <summary>Everything owned by anybody at the start, as the size of errors.</summary>
    public double Size => Exposures.Sum(row => row.Exposure.Amount) + Units.Sum(held => held.Units)
        + Institutions.Sum(institution => (institution.Cash ?? 0) + (institution.Reserve ?? 0) + (institution.ExternalAssets ?? 0) + (institution.TrustAssets ?? 0));

    /// <summary>Plays each replication with plain objects.</summary>
    public IReadOnlyList<NaiveEconomy> Naive() =>
        [.. Enumerable.Range(0, Scenario.Run.Replications ?? 1).Select(replication => new NaiveEconomy(Institutions, Exposures, Units, Payments, Scenario, replication).Play())];

    /// <summary>Plays it with the engine.</summary>
    public RunResult Engine() => InProcessHost.Run(Scenario, Network, new RunOptions { Threads = 1 });

    /// <summary>An economy of 5 to 25 institutions over 1 to 4 periods.</summary>
    public static RandomEconomy Of(int seed) => new RandomEconomyMaker(seed).Make();

    /// <summary>The same with other shocks.</summary>
    public RandomEconomy With(params Shock[] shocks) => this with { Scenario = Scenario with { Shocks = shocks } };

    /// <summary>The same with other policies.</summary>
    public RandomEconomy With(PolicySet policies) => this with { Scenario = Scenario with { Policies = policies } };

    /// <summary>Who it is, for messages.</summary>
    public override string ToString() => $"RandomEconomy.Of({Seed})";
}
