using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Engine.Tests.Periods;

/// <summary>Books that somebody has tampered with between the opening of a period and its end.</summary>
public sealed class AuditTests
{
    private const int Economies = 96;
    private const string Unequal = "what everybody lost less what was taken by shocks, prices, discounts and defaults is";

    [Fact]
    public void Books_that_nobody_touches_balance() => Tamper(_ => { });

    [Fact]
    public void A_cost_that_nobody_bears_is_told() =>
        Assert.Contains($"after Resolution in period 0: the network, {Unequal} -3.", Fault(economy => economy.Deadweight[0] += OneLane.Of(3)), StringComparison.Ordinal);

    [Fact]
    public void A_loss_of_those_outside_that_nothing_took_is_told() =>
        Assert.Contains($"after Resolution in period 0: the network, {Unequal} 2.", Fault(economy => economy.OutsideLoss[1] += OneLane.Of(2)), StringComparison.Ordinal);

    [Fact]
    public void Cash_from_nowhere_is_told() =>
        Assert.Contains("after Resolution in period 0: institution 0, assets less debts is not equity, by 1.", Fault(economy => economy.Cash[0] += OneLane.Of(1)), StringComparison.Ordinal);

    // What counts as taken must not depend on which channels carry losses; every set of channels comes up.
    [Fact]
    public void Books_balance_whatever_channels_are_switched_off()
    {
        for (var seed = 0; seed < Economies; seed++)
        {
            var economy = RandomEconomy.Of(seed);
            Assert.All((economy with { Scenario = ChannelSwitch.Keep(economy.Scenario, (ChannelSet)(seed % 32)) }).Engine().Replications, one => Assert.NotEmpty(one.Periods));
        }
    }

    // After one round nobody knows yet who else fails: what is paid and what is worth need not agree, and no run fails for it.
    [Fact]
    public void Clearing_that_is_given_up_is_no_fault() => Assert.Contains(false, Converged(run => run with { MaxRounds = 1 }));

    // Where a thousandth may be left, books are held to no more.
    [Fact]
    public void Clearing_may_stop_as_early_as_it_is_told() => Assert.All(Converged(run => run with { Tolerance = 1e-3 }), Assert.True);

    private static List<bool> Converged(Func<RunSettings, RunSettings> change) =>
    [
        .. Enumerable.Range(0, Economies).Select(RandomEconomy.Of)
            .SelectMany(economy => (economy with { Scenario = economy.Scenario with { Run = change(economy.Scenario.Run) } }).Engine().Replications.Select(one => one.Converged)),
    ];

    private static string Fault(Action<Economy<OneLane>> tamper) => Assert.Throws<InvalidOperationException>(() => Tamper(tamper)).Message;

    // A has 20, owes 5 outside and has lent B 10; B has 4 and owes 6 outside besides: it fails and pays a quarter of what it owes.
    private static void Tamper(Action<Economy<OneLane>> tamper)
    {
        var builder = new NetworkBuilder { KeepsTerms = true };
        builder.Add(new Institution("A", InstitutionKind.Bank) { Cash = 20, Deposits = 5 });
        builder.Add(new Institution("B", InstitutionKind.Bank) { Cash = 4, ExternalLiabilities = 6 });
        builder.Add(new Exposure(0, 1, 10), new ExposureTerms());
        var network = builder.Build();
        var scenario = new Scenario
        {
            Name = "tampered",
            Network = new NetworkSource { Files = new NetworkFiles { Institutions = "institutions.csv", Exposures = "exposures.csv" } },
            Channels = new Channels { Solvency = new Joint() },
        };
        var cascade = (JointCascade<OneLane>)((Mechanism)scenario.Channels.Solvency).Prepare(network, scenario).NewCascade<OneLane>();
        var active = cascade.Begin(new Stress<OneLane>(network), OneLane.First(1));
        for (var round = 1; !OneLane.IsNone(active); round++)
        {
            active = cascade.Step(round, active);
        }

        tamper(cascade.Economy);
        cascade.Close(0);
    }
}
