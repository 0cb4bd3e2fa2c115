using Contagion.Model;
using Contagion.Networks;
using Contagion.Tests;
using Xunit;

namespace Contagion.Engine.Tests;

/// <summary>The short way to the fixed point (<c>run.path: false</c>) against plain rounds until no bit moves.</summary>
public sealed class AccelerationTests
{
    /// <summary>Networks of each kind; many more in the long proof.</summary>
    private const int Few = 3;
    private const int Many = 120;

    private static readonly double[] AllRadii = [0.5, 0.9, 0.99, 0.999, 1.001, 1.1, 2, 5];

    private static readonly double[] AllConnectivities = [0.5, 0.9, 0.99, 0.999];

    public static TheoryData<double> Radii => [.. AllRadii];

    public static TheoryData<double> Connectivities => [.. AllConnectivities];

    [Theory]
    [MemberData(nameof(Radii))]
    public void Distress_is_that_of_plain_rounds_for_every_spectral_radius(double radius)
    {
        for (var key = 0; key < Few; key++)
        {
            AssertSameDistress(radius, key);
        }
    }

    [Theory]
    [MemberData(nameof(Connectivities))]
    public void Payments_are_those_of_plain_rounds_however_much_defaulters_owe_each_other(double connectivity)
    {
        for (var key = 0; key < Few; key++)
        {
            AssertSamePayments(connectivity, key);
        }
    }

    [LongFact]
    public void A_thousand_networks_and_more_agree()
    {
        for (var key = Few; key < Many; key++)
        {
            Array.ForEach(AllRadii, radius => AssertSameDistress(radius, key));
            Array.ForEach(AllConnectivities, connectivity => AssertSamePayments(connectivity, key));
        }
    }

    // Lanes come to rest after different numbers of passes, some from above and some from below: none may notice the others, nor who carries it.
    [Theory]
    [InlineData("debtrank-linear", 0.99)]
    [InlineData("debtrank-linear", 1.1)]
    [InlineData("eisenberg-noe", 0.99)]
    [InlineData("rogers-veraart", 0.9)]
    public void A_replication_has_the_same_bits_alone_in_company_and_on_any_threads(string name, double closeness)
    {
        var mechanism = Mechanisms.All.Single(one => one.Name == name);
        var network = name == "debtrank-linear" ? AccelerationNetwork.OfRadius(closeness, 2) : AccelerationNetwork.OfConnectivity(closeness, 2);
        var shock = new Shock { Kind = ShockKind.EquityLoss, Target = new Target.Random(4, new Target.All()), Fraction = new Uniform { Low = 0, High = 1.5 } };
        var run = new RunSettings { Replications = 20, Seed = 8, Path = false };
        var together = TestRun.Of(network, mechanism, run, 1, shock);

        foreach (var (threads, partitions) in new (int, int?)[] { (2, null), (3, 1), (2, 5), (7, 64) })
        {
            var other = TestRun.Partitioned(network, mechanism, run, threads, partitions, shock);
            Assert.Equal(together.Replications.Select(Bits), other.Replications.Select(Bits));
            Assert.Equal(together.Totals.NetWorth, other.Totals.NetWorth);
        }

        for (var replication = 0; replication < 20; replication++)
        {
            var alone = TestRun.Of(network, mechanism, run with { Replication = replication }, 1, shock);
            Assert.Equal(Bits(together.Replications[replication]), Bits(alone.Replications[0]));
        }

        static (int, int, int, long, long, long) Bits(ReplicationResult one) => (
            one.Replication, one.Defaults, one.Rounds, BitConverter.DoubleToInt64Bits(one.TotalLoss), BitConverter.DoubleToInt64Bits(one.FirstRoundLoss), BitConverter.DoubleToInt64Bits(one.ExternalCreditorLoss));
    }

    /// <summary>Every bank in turn on networks of real and reconstructed banks; leverage of nrm-sim125-mindensity has the radius 0.9967.</summary>
    [Theory]
    [InlineData("nrm-random-er60", 1)]
    [InlineData("nrm-sim125-maxentropy", 1)]
    [InlineData("nrm-sim125-mindensity", 10)]
    public void Reference_networks_agree_in_fewer_passes(string folder, double fewer) => AssertReference(new ReferenceCase(Folders.Reference(folder)), fewer);

    [SharedFact("emid-2008-11")]
    public void The_eMID_market_agrees_in_fewer_passes() => AssertReference(new ReferenceCase(Folders.Shared("emid-2008-11")!), 10);

    [SharedFact("real-banks-2023q4", isLong: true)]
    public void Real_banks_agree() => AssertReference(new ReferenceCase(Folders.Shared("real-banks-2023q4")!), 0);

    [Theory]
    [InlineData("clearing-doc3")]
    [InlineData("clearing-networkvaluation3")]
    [InlineData("clearing-random10")]
    [InlineData("clearing-random50")]
    [InlineData("clearing-random200")]
    public void Clearing_of_reference_networks_agrees(string folder)
    {
        var network = new ReferenceCase(Folders.Reference(folder)).Network();
        foreach (var mechanism in new Mechanism[] { new EisenbergNoe(), new RogersVeraart { Alpha = 0.7, Beta = 0.8 } })
        {
            var run = new RunSettings { Tolerance = 0, MaxRounds = 1_000_000 };
            var plain = TestRun.Of(network, mechanism, run, 1, TestRun.DefaultInTurn());
            var quick = TestRun.Of(network, mechanism, run with { Path = false, Tolerance = 1e-12 }, 1, TestRun.DefaultInTurn());
            Near.Equal(plain.Totals.Defaults, quick.Totals.Defaults, 0, $"{folder}, {mechanism.Name}: defaults");
            Near.EqualRelative(plain.Totals.Payment, quick.Totals.Payment, 1e-10, $"{folder}, {mechanism.Name}: payments");
        }
    }

    private static void AssertReference(ReferenceCase reference, double fewer)
    {
        var (network, what) = (reference.Network(), Path.GetFileName(reference.Folder));
        var run = new RunSettings { MaxRounds = 1_000_000 };
        var plain = TestRun.Of(network, new LinearDebtRank(), run, 2, TestRun.DefaultInTurn());
        var quick = TestRun.Of(network, new LinearDebtRank(), run with { Path = false }, 2, TestRun.DefaultInTurn());
        var loss = new double[network.Count];
        for (var seed = 0; seed < network.Count; seed++)
        {
            var distress = PlainDistress(network, [seed], 1);
            for (var bank = 0; bank < network.Count; bank++)
            {
                loss[bank] += Math.Min(1, distress[bank]) * Math.Max(0, network.Sheets[bank].Equity);
            }

            Assert.Equal(distress.Count(one => one >= 1 - 1e-12), quick.Replications[seed].Defaults);
        }

        Near.Within(loss, quick.Totals.Loss, [.. loss.Select((one, bank) => (1e-10 * one) + (1e-15 * network.Count * Math.Abs(network.Sheets[bank].Equity)))], $"{what}: losses");
        var (rounds, passes) = (plain.Replications.Average(one => one.Rounds), quick.Replications.Average(one => one.Rounds));
        Assert.True(passes * fewer <= rounds, $"{what}: {passes} passes for {rounds} rounds");
    }

    /// <summary>Rounds of increments creep by a bit a round for ever, so the plain way here is x = h + Λ min(1, x) from below until not a bit moves.</summary>
    private static void AssertSameDistress(double radius, int key)
    {
        var (network, what) = (AccelerationNetwork.OfRadius(radius, (uint)key), $"radius {radius}, key {key}");
        var shock = new Shock { Kind = ShockKind.EquityLoss, Target = new Target.Random(1 + (key % 4), new Target.All()), Fraction = key % 3 == 0 ? 0.01 : 0.7 };
        var quick = TestRun.Of(network, new LinearDebtRank(), new RunSettings { Replications = 8, Seed = 5, Path = false }, 1, shock);
        var (loss, defaults) = (new double[network.Count], new double[8]);
        for (var replication = 0; replication < 8; replication++)
        {
            var distress = PlainDistress(network, quick.Replications[replication].Shocked, ((ShockSize.Fixed)shock.Fraction!).Value);
            for (var institution = 0; institution < network.Count; institution++)
            {
                loss[institution] += Math.Min(1, distress[institution]) * network.Sheets[institution].Equity;
                defaults[replication] += distress[institution] >= 1 - 1e-12 ? 1 : 0;
            }
        }

        Assert.All(quick.Replications, one => Assert.True(one.Converged, $"{what}: replication {one.Replication} did not converge"));
        Near.Equal(defaults, [.. quick.Replications.Select(one => (double)one.Defaults)], 0, $"{what}: defaults");
        // A loss is what is left taken from what was: it has the rounding of equity.
        Near.Within(loss, quick.Totals.Loss, [.. loss.Select((one, institution) => (1e-10 * one) + (1e-15 * 8 * network.Sheets[institution].Equity))], $"{what}: losses");
    }

    private static double[] PlainDistress(Network network, IReadOnlyList<int> shocked, double fraction)
    {
        var (distress, next) = (new double[network.Count], new double[network.Count]);
        for (var isMoving = true; isMoving;)
        {
            isMoving = false;
            for (var creditor = 0; creditor < distress.Length; creditor++)
            {
                // Without equity distress is full from the start, and nothing raises it.
                var hasEquity = network.Sheets[creditor].Equity > 0;
                var sum = !hasEquity ? 1 : shocked.Contains(creditor) ? fraction : 0;
                for (var claim = network.Claims.Start[creditor]; claim < network.Claims.Start[creditor + 1] && hasEquity; claim++)
                {
                    sum += network.Claims.Amount[claim] / network.Sheets[creditor].Equity * Math.Min(1, distress[network.Claims.Column[claim]]);
                }

                isMoving |= sum != distress[creditor];
                next[creditor] = sum;
            }

            (distress, next) = (next, distress);
        }

        return distress;
    }

    private static void AssertSamePayments(double connectivity, int key)
    {
        var (network, what) = (AccelerationNetwork.OfConnectivity(connectivity, (uint)key), $"connectivity {connectivity}, key {key}");
        Mechanism mechanism = key % 2 == 0 ? new EisenbergNoe() : new RogersVeraart { Alpha = 0.8, Beta = 0.95 };
        var shock = new Shock { Kind = ShockKind.AssetLoss, Target = new Target.Random(2 + (key % 20), new Target.All()), Fraction = 0.5 + (key % 5 / 10.0) };
        var run = new RunSettings { Replications = 8, Seed = 5, MaxRounds = 1_000_000, Tolerance = 0 };
        var plain = TestRun.Of(network, mechanism, run, 2, shock);
        var quick = TestRun.Of(network, mechanism, run with { Path = false, Tolerance = 1e-12 }, 1, shock);
        Assert.All(quick.Replications, one => Assert.True(one.Converged, $"{what}: replication {one.Replication} did not converge"));
        Near.Equal([.. plain.Replications.Select(one => (double)one.Defaults)], [.. quick.Replications.Select(one => (double)one.Defaults)], 0, $"{what}: defaults");
        Near.EqualRelative(plain.Totals.Loss, quick.Totals.Loss, 1e-10, $"{what}: losses", plain.Totals.Loss.Max() * 1e-6);
        Near.EqualRelative(plain.Totals.Payment, quick.Totals.Payment, 1e-10, $"{what}: payments");
    }
}
