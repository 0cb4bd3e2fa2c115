using Contagion.Engine;
using Contagion.Model;
using Contagion.Tests;

namespace Contagion.Networks.Tests;

/// <summary>Property 10 of models.md 11 for every centrality, and the cases at the edge of models.md 0.6.</summary>
public sealed class CentralityPropertyTests
{
    private static readonly Measure[] All = [.. Enum.GetValues<Measure>().Where(Centralities.IsCentrality)];

    // What is counted in money: twice the amounts, twice the centrality.
    private static readonly Measure[] InMoney = [Measure.Closeness, Measure.ClosenessVulnerability, Measure.Harmonic, Measure.HarmonicVulnerability];

    /// <summary>Shares of HITS are swept until they move by less than 1e-14 in all: what is smaller is noise.</summary>
    private const double Smallest = 1e-4;

    public static TheoryData<Measure> Measured => [.. All];

    [Theory]
    [MemberData(nameof(Measured))]
    public void Another_order_of_institutions_changes_nothing(Measure measure) => ForAllDebts.Check(
        (debts, inputs) =>
        {
            var n = debts.GetLength(0);
            int[] place = [.. Enumerable.Range(0, n).OrderBy(one => (one * 7919) % 13).ThenByDescending(one => one)];
            var moved = new double[n, n];
            for (var one = 0; one < n; one++)
            {
                for (var other = 0; other < n; other++)
                {
                    moved[place[one], place[other]] = debts[one, other];
                }
            }

            var (values, elsewhere) = (Values(measure, debts), Values(measure, moved));

            Near.EqualRelative(values, [.. place.Select(to => elsewhere[to])], 1e-9, $"{inputs}, {Words.Of(measure)}", smallest: Smallest);
        },
        // Among components of the same size and the same eigenvalue any one may be taken.
        hasTies: measure is not (Measure.Eigenvector or Measure.EigenvectorVulnerability));

    [Theory]
    [MemberData(nameof(Measured))]
    public void Another_unit_of_money_changes_nothing_but_what_is_told_in_money(Measure measure) => ForAllDebts.Check((debts, inputs) =>
    {
        foreach (var unit in new[] { 1e-9, 3, 1e12 })
        {
            var scaled = (double[,])debts.Clone();
            for (var one = 0; one < debts.GetLength(0); one++)
            {
                for (var other = 0; other < debts.GetLength(0); other++)
                {
                    scaled[one, other] *= unit;
                }
            }

            var factor = InMoney.Contains(measure) ? unit : 1;
            Near.EqualRelative([.. Values(measure, debts).Select(value => factor * value)], Values(measure, scaled), 1e-9, $"{inputs}, {Words.Of(measure)}, unit {unit}", smallest: Smallest * factor);
        }
    });

    [Theory]
    [MemberData(nameof(Measured))]
    public void One_institution_or_no_exposure_has_no_centrality(Measure measure)
    {
        Assert.Equal([.. Enumerable.Repeat(Nobody(measure, 1), 1)], Values(measure, new double[1, 1]));
        Assert.Equal([.. Enumerable.Repeat(Nobody(measure, 4), 4)], Values(measure, new double[4, 4]));
    }

    // Two groups that have nothing to do with each other, one much larger: both are told.
    [Theory]
    [MemberData(nameof(Measured))]
    public void A_network_in_pieces_has_finite_centralities(Measure measure)
    {
        var debts = new double[9, 9];
        (debts[0, 1], debts[1, 2], debts[2, 0], debts[3, 4], debts[4, 3], debts[5, 0]) = (1, 2, 3, 4, 5, 6);

        Assert.All(Values(measure, debts), value => Assert.True(double.IsFinite(value) && value >= 0, $"{measure}: {value}"));
    }

    // A chain in which nothing goes round: no eigenvector, and Katz by the largest debt.
    [Fact]
    public void Where_nothing_goes_round_Katz_takes_the_largest_debt()
    {
        double[,] debts = { { 0, 4, 0 }, { 0, 0, 2 }, { 0, 0, 0 } };

        Assert.Equal([0, 0, 0], Values(Measure.Eigenvector, debts));
        Assert.Equal([1 + (0.125 * 4 * 1.25), 1.25, 1], Values(Measure.Katz, debts));
    }

    // Claims of two classes between the same two are one edge.
    [Fact]
    public void Parallel_claims_are_one_edge()
    {
        double[,] senior = { { 0, 3, 0 }, { 0, 0, 2 }, { 5, 0, 0 } };
        double[,] junior = { { 0, 1, 0 }, { 0, 0, 2 }, { 0, 1, 0 } };
        double[,] all = { { 0, 4, 0 }, { 0, 0, 4 }, { 5, 1, 0 } };
        var classes = TestNetwork.OfClasses([senior, junior], [10, 10, 10], [0, 0, 0]);

        Assert.All(All, measure => Near.EqualRelative(Values(measure, all), Measures.Of(measure, classes), 1e-12, Words.Of(measure)));
    }

    // A circle in which everybody is like everybody, and which only comes back after six steps.
    [Fact]
    public void In_a_circle_all_are_alike()
    {
        var debts = new double[6, 6];
        for (var one = 0; one < 6; one++)
        {
            debts[one, (one + 1) % 6] = 7;
        }

        Assert.All(All, measure => Assert.All(Values(measure, debts), value => Near.EqualRelative([Values(measure, debts)[0]], [value], 1e-13, Words.Of(measure))));
        Assert.Equal(1 / 6.0, Values(Measure.Eigenvector, debts)[0], 1e-15);
    }

    // Weights so different that bounds of the eigenvalue come together slowly: the shift keeps a circle from going round for ever.
    [Fact]
    public void A_circle_of_unlike_debts_has_the_geometric_mean_as_its_eigenvalue()
    {
        var debts = new double[5, 5];
        for (var one = 0; one < 5; one++)
        {
            debts[one, (one + 1) % 5] = Math.Pow(10, one);
        }

        var radius = new Centralities(TestNetwork.Of(debts)).Radius;

        Assert.True(radius.Converged);
        Assert.InRange(100, radius.Lower * (1 - 1e-14), radius.Upper * (1 + 1e-14));
    }

    private static double Nobody(Measure measure, int count) => measure switch
    {
        Measure.Pagerank or Measure.PagerankVulnerability => 1.0 / count,
        // Only itself: exp(0) = 1.
        Measure.Subgraph => 1,
        _ => 0,
    };

    private static double[] Values(Measure measure, double[,] debts) => Measures.Of(measure, TestNetwork.Of(debts));
}
