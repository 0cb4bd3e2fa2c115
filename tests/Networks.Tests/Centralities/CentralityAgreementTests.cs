using Contagion.Engine;
using Contagion.Model;
using Contagion.Tests;

namespace Contagion.Networks.Tests;

/// <summary>Every centrality against its definition on dense matrices.</summary>
public sealed class CentralityAgreementTests
{
    private const double Tolerance = 1e-10;

    [Fact]
    public void Walks_and_paths_are_those_of_a_dense_computation() => ForAllDebts.Check((debts, inputs) =>
    {
        var (n, claims, network) = (debts.GetLength(0), Textbook.Transposed(debts), TestNetwork.Of(debts));
        var hasEdges = debts.Cast<double>().Any(amount => amount > 0);
        double Scale(double number) => number / Math.Max(1, (n - 1.0) * (n - 2.0));
        Agree(Measure.Betweenness, [.. Textbook.Betweenness(debts).Select(Scale)]);
        Agree(Measure.Closeness, Textbook.Closeness(debts));
        Agree(Measure.ClosenessVulnerability, Textbook.Closeness(claims));
        Agree(Measure.Harmonic, Textbook.Harmonic(debts));
        Agree(Measure.HarmonicVulnerability, Textbook.Harmonic(claims));
        Agree(Measure.SinkrankVulnerability, Textbook.SinkRank(debts));
        Agree(Measure.Sinkrank, Textbook.SinkRank(claims));
        var exponential = Textbook.Exponential(debts);
        double Others(Func<int, int, double> entry, int one) => Enumerable.Range(0, n).Where(other => other != one).Sum(other => entry(one, other));
        Agree(Measure.Subgraph, [.. Enumerable.Range(0, n).Select(one => exponential[one, one])]);
        Agree(Measure.Communicability, [.. Enumerable.Range(0, n).Select(one => Others((i, j) => exponential[i, j], one))]);
        Agree(Measure.CommunicabilityVulnerability, [.. Enumerable.Range(0, n).Select(one => Others((i, j) => exponential[j, i], one))]);
        Agree(Measure.KCore, Numbers(Textbook.Cores((i, j) => debts[i, j] > 0 || debts[j, i] > 0, n)));
        Agree(Measure.KCoreCreditors, Numbers(Textbook.Cores((i, j) => debts[i, j] > 0, n)));
        Agree(Measure.KCoreDebtors, Numbers(Textbook.Cores((i, j) => debts[j, i] > 0, n)));

        void Agree(Measure measure, double[] expected) => Near.EqualRelative(expected, Measures.Of(measure, network), Tolerance, $"{inputs}, {Words.Of(measure)}", smallest: 1e-3);
    });

    [Fact]
    public void The_spectral_radius_and_Katz_are_those_of_a_dense_computation() => ForAllDebts.Check((debts, inputs) =>
    {
        var centralities = new Centralities(TestNetwork.Of(debts));
        var radius = Textbook.SpectralRadius(debts);

        Assert.True(centralities.Radius.Converged, inputs);
        Near.EqualRelative([radius], [centralities.Radius.Value], 1e-9, inputs, smallest: 1e-12);
        var attenuation = Katz.Attenuation(centralities.Graph, centralities.Radius);
        if (attenuation > 0)
        {
            Near.EqualRelative(Textbook.Katz(debts, attenuation), centralities.Of(Measure.Katz).Values, Tolerance, inputs);
            Near.EqualRelative(Textbook.Katz(Textbook.Transposed(debts), attenuation), centralities.Of(Measure.KatzVulnerability).Values, Tolerance, inputs);
        }
    });

    // The eigenvector is held against its equation: who is in the component, L x = λ x there, and λ the spectral radius of the component.
    [Fact]
    public void The_eigenvector_solves_its_equation_on_the_largest_component() => ForAllDebts.Check((debts, inputs) =>
    {
        var (n, centralities) = (debts.GetLength(0), new Centralities(TestNetwork.Of(debts)));
        var reach = Textbook.Reach(debts);
        var largest = Enumerable.Range(0, n).Max(one => Enumerable.Range(0, n).Count(other => reach[one, other] && reach[other, one]));
        foreach (var (measure, matrix) in new[] { (Measure.Eigenvector, debts), (Measure.EigenvectorVulnerability, Textbook.Transposed(debts)) })
        {
            var vector = centralities.Of(measure).Values;
            int[] members = [.. Enumerable.Range(0, n).Where(one => vector[one] > 0)];
            Assert.Equal(largest > 1 ? largest : 0, members.Length);
            Assert.All(members, one => Assert.All(members, other => Assert.True(reach[one, other], inputs)));
            if (members.Length > 0)
            {
                double[] image = [.. members.Select(one => members.Sum(other => matrix[one, other] * vector[other]))];
                Near.Equal([1], [vector.Sum()], 1e-12, inputs);
                Near.EqualRelative([.. members.Select(one => image.Sum() * vector[one])], image, 1e-9, $"{inputs}, {measure}");
            }
        }
    });

    [Fact]
    public void Components_are_those_of_a_dense_computation() => ForAllDebts.Check((debts, inputs) =>
    {
        var (n, graph) = (debts.GetLength(0), DebtGraph.Of(TestNetwork.Of(debts)));
        var reach = Textbook.Reach(debts);
        var both = new double[n, n];
        for (var one = 0; one < n; one++)
        {
            for (var other = 0; other < n; other++)
            {
                both[one, other] = debts[one, other] + debts[other, one];
            }
        }

        var joined = Textbook.Reach(both);
        Same(Components.Strong(graph.Debts), (one, other) => reach[one, other] && reach[other, one]);
        Same(Components.Strong(graph.Claims), (one, other) => reach[one, other] && reach[other, one]);
        Same(Components.Weak(graph.Debts), (one, other) => joined[one, other]);

        void Same(Components components, Func<int, int, bool> together)
        {
            // Numbered in the order of their first institutions.
            var expected = new int[n];
            var count = 0;
            for (var one = 0; one < n; one++)
            {
                var first = Enumerable.Range(0, one + 1).First(other => together(one, other));
                expected[one] = first == one ? count++ : expected[first];
            }

            Assert.Equal(expected, components.Of.ToArray());
            Assert.Equal(count, components.Count);
            Assert.All(Enumerable.Range(0, count), component =>
                Assert.Equal(Enumerable.Range(0, n).Where(one => expected[one] == component), components.MembersOf(component)));
        }
    });

    // The errors of a core are counted from scratch; the core that is found is as good as any in nine cases of ten, and never better.
    [Fact]
    public void The_core_is_nearly_always_the_best_there_is()
    {
        var (all, best) = (0, 0);
        ForAllDebts.Check((debts, inputs) =>
        {
            var graph = DebtGraph.Of(TestNetwork.Of(debts));
            var fit = CorePeripheryFit.Of(graph, CoreNumbers.Of(new ExposureGraph(TestNetwork.Of(debts))));
            var least = Textbook.LeastCoreErrors(debts);

            Assert.Equal(Textbook.CoreErrors(debts, fit.IsCore), fit.Errors);
            Assert.Equal(fit.Errors, CorePeripheryFit.ErrorsOf(graph, fit.IsCore));
            Assert.InRange(fit.Errors, least, graph.Edges);
            (all, best) = (all + 1, best + (fit.Errors == least ? 1 : 0));
        });
        Assert.True(best >= 0.9 * all, $"{best} of {all}");
    }

    [Fact]
    public void Asking_for_some_ranks_gives_those_of_all() => ForAllDebts.Check((debts, inputs) =>
    {
        var graph = DebtGraph.Of(TestNetwork.Of(debts));
        var components = Components.Strong(graph.Debts);

        Near.EqualRelative(SinkRank.Of(graph.Debts, components), SinkRank.Of(graph.Debts, components, Enumerable.Range(0, graph.Count).ToArray()), 1e-8, inputs);
    });

    [Fact]
    public void Hubs_and_authorities_make_each_other() => ForAllDebts.Check((debts, inputs) =>
    {
        var (n, hits) = (debts.GetLength(0), Hits.Of(DebtGraph.Of(TestNetwork.Of(debts))));
        if (!hits.Converged || hits.Hub.Sum() == 0)
        {
            return;
        }

        double[] hub = [.. Enumerable.Range(0, n).Select(creditor => Enumerable.Range(0, n).Sum(debtor => debts[debtor, creditor] * hits.Authority[debtor]))];
        double[] authority = [.. Enumerable.Range(0, n).Select(debtor => Enumerable.Range(0, n).Sum(creditor => debts[debtor, creditor] * hits.Hub[creditor]))];
        Near.Equal(hits.Hub, [.. hub.Select(one => one / hub.Sum())], 1e-10, inputs);
        Near.Equal(hits.Authority, [.. authority.Select(one => one / authority.Sum())], 1e-10, inputs);
    });

    private static double[] Numbers(int[] numbers) => Array.ConvertAll(numbers, number => (double)number);
}
