using Contagion.Model;
using Contagion.Networks;
using Contagion.Tests;
using Xunit;

namespace Contagion.Engine.Tests;

/// <summary>The contagion window of Gai and Kapadia (2010) and the curves of Nier and others (2007): published-results.md sections 3 and 4, numbers of
/// an independent program.</summary>
public sealed class PublishedNetworksTests
{
    /// <summary>z, frequency, extent (NaN where nothing spread), 2,000 draws each.</summary>
    private static readonly (double Degree, double Frequency, double Extent)[] Window =
    [
        (.5, 0, double.NaN), (.75, .003, .068), (1, .078, .112), (1.25, .309, .340), (1.5, .492, .581), (1.75, .649, .712), (2, .687, .797), (2.5, .764, .893), (3, .791, .941),
        (3.5, .767, .966), (4, .708, .980), (4.5, .633, .989), (5, .493, .993), (5.5, .314, .996), (6, .154, .998), (6.5, .065, .998), (7, .017, .999), (7.5, .003, 1), (8, .0005, .999), (9, 0, double.NaN),
    ];

    /// <summary>p, θ, γ and the mean number of failed banks, the first included; 100 networks with 25 first failures each.</summary>
    private static readonly (double Link, double Interbank, double Worth, double Failed)[] Curves =
    [
        (.2, .2, 0, 24.8), (.2, .2, .005, 22.5), (.2, .2, .01, 14.8), (.2, .2, .015, 8.6), (.2, .2, .02, 6.5), (.2, .2, .025, 5.9), (.2, .2, .03, 5.9), (.2, .2, .035, 5.7), (.2, .2, .04, 3.9), (.2, .2, .05, 1.14), (.2, .2, .06, 1.0),
        (.01, .2, .01, 1.3), (.05, .2, .01, 5.4), (.1, .2, .01, 11.9), (.3, .2, .01, 14.4), (.4, .2, .01, 14.1), (.5, .2, .01, 14.6), (.6, .2, .01, 15.9), (.8, .2, .01, 20.1), (.9, .2, .01, 1.0),
        (.05, .2, .05, 2.9), (.1, .2, .05, 3.5), (.15, .2, .05, 3.6), (.3, .2, .05, 1.0),
        (.2, .15, .05, 1.0), (.2, .25, .05, 4.0), (.2, .3, .05, 5.6), (.2, .4, .05, 5.8),
    ];

    [Fact]
    public void Contagion_is_rare_then_frequent_then_rare_and_total() => AssertWindow(300, Window.Where(point => point.Degree is 1 or 3 or 5 or 8));

    [LongFact]
    public void The_whole_contagion_window_is_that_of_Gai_and_Kapadia() => AssertWindow(2000, Window);

    [Fact]
    public void Capital_connectivity_and_size_matter_as_Nier_and_others_found() => AssertCurves(1500, Curves.Where((_, point) => point % 3 == 0));

    [LongFact]
    public void Every_point_of_the_curves_of_Nier_and_others_agrees() => AssertCurves(10_000, Curves);

    /// <summary>Tolerances as stated there: four standard errors of both programs and half a point.</summary>
    private static void AssertWindow(int draws, IEnumerable<(double Degree, double Frequency, double Extent)> points)
    {
        foreach (var (degree, frequency, extent) in points)
        {
            var model = new ErdosRenyi { Institutions = 1000, MeanDegree = degree, Redraw = true, Balance = new GaiKapadia { InterbankShare = 0.2, CapitalRatio = 0.04 } };
            var result = Run(model, new Furfine(), new Shock { Kind = ShockKind.Default, Target = new Target.Random(1, new Target.All()) }, draws);
            var systemic = result.Replications.Where(one => one.IsSystemic).ToArray();
            var (found, tolerance) = (systemic.Length / (double)draws, (4 * Math.Sqrt(frequency * (1 - frequency) * ((1 / 2000.0) + (1.0 / draws)))) + 0.005);
            Assert.True(Math.Abs(found - frequency) <= tolerance, $"z = {degree}: frequency {found}, expected {frequency} within {tolerance}");
            if (systemic.Length >= 30)
            {
                // Extent scatters by a few points from outbreak to outbreak at the edge of the window, and hardly at all inside.
                Assert.True(Math.Abs(systemic.Average(one => one.DefaultShare) - extent) <= (degree < 2 ? 0.03 : 0.01), $"z = {degree}: extent {systemic.Average(one => one.DefaultShare)}, expected {extent}");
            }
        }
    }

    /// <summary>Four standard errors of both: draws of ours, and of theirs at most 0.19 at γ = 0.01, p = 0.05 and 0.06 to 0.08 elsewhere.</summary>
    private static void AssertCurves(int draws, IEnumerable<(double Link, double Interbank, double Worth, double Failed)> points)
    {
        foreach (var (link, interbank, worth, failed) in points)
        {
            var model = new ErdosRenyi { Institutions = 25, LinkProbability = link, Redraw = true, Balance = new Nier { ExternalAssets = 100_000, InterbankShare = interbank, NetWorthRatio = worth } };
            var shock = new Shock { Kind = ShockKind.AssetLoss, Target = new Target.Random(1, new Target.All()), Fraction = 1 };
            var defaults = Run(model, new EisenbergNoe { ExternalCreditors = ExternalCreditors.Senior }, shock, draws).Replications.Select(one => (double)one.Defaults).ToArray();
            var (mean, own) = (defaults.Average(), Math.Sqrt(defaults.Sum(one => Math.Pow(one - defaults.Average(), 2))) / draws);
            var theirs = link == .05 && worth == .01 ? 0.19 : 0.08;
            var tolerance = (4 * Math.Sqrt((own * own) + (theirs * theirs))) + 0.05;
            Assert.True(Math.Abs(mean - failed) <= tolerance, $"p = {link}, θ = {interbank}, γ = {worth}: {mean} banks failed, expected {failed} within {tolerance}");
        }
    }

    private static RunResult Run(NetworkModel model, Mechanism mechanism, Shock shock, int draws) => InProcessHost.Run(
        new Scenario
        {
            Name = "published",
            Network = new NetworkSource { Generate = model },
            Shocks = [shock],
            Channels = new Channels { Solvency = mechanism },
            Run = new RunSettings { Replications = draws, Seed = 2010 },
        },
        model.Draw(2010, 0));
}
