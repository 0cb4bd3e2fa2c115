using Contagion.Model;
using Contagion.Networks;
using QuikGraph;

namespace Contagion.QuikGraphs;

/// <summary>Makes networks of QuikGraph graphs.</summary>
public static class GraphNetwork
{
    /// <summary>What faults call the vertices of a graph, as if it were a file; the line is a vertex's number, from 1.</summary>
    public const string Vertices = "vertices";

    /// <summary>What faults call the edges of a graph, as if it were a file; the line is an edge's number, from 1.</summary>
    public const string Edges = "edges";

    /// <summary>The network of a graph whose edges point from creditor to debtor.</summary>
    /// <param name="graph">A directed graph; vertices and edges are taken in its order.</param>
    /// <param name="institution">The institution that a vertex is.</param>
    /// <param name="amount">Amount of an edge, at least 0, in the one currency unit of all; of a service its efficiency, in (0, 1].</param>
    /// <param name="type">Type of an edge; loans where not given.</param>
    /// <exception cref="InputException">Something cannot be in a network: an exposure to itself, an amount that is negative or no number, an id that
    /// is taken, an end that is no vertex, a balance sheet that does not balance. All of it is told, as <c>vertices:line:column</c> and <c>edges:line:column</c>.</exception>
    /// <exception cref="ArgumentException">The graph is undirected, so that it does not say who owes.</exception>
    public static Network From<TVertex, TEdge>(
        IEdgeListGraph<TVertex, TEdge> graph, Func<TVertex, Institution> institution, Func<TEdge, double> amount, Func<TEdge, ExposureType>? type = null)
        where TVertex : notnull
        where TEdge : IEdge<TVertex>
    {
        if (!graph.IsDirected)
        {
            throw new ArgumentException("The graph is undirected; expected edges from creditor to debtor.", nameof(graph));
        }

        var (builder, faults) = (new NetworkBuilder(), new Faults());
        builder.Expect(graph.VertexCount, graph.EdgeCount);
        var (indexOf, lines) = Institutions(graph, institution, builder, faults);
        var line = 0;
        foreach (var edge in graph.Edges)
        {
            line++;
            var (creditor, debtor) = (indexOf.GetValueOrDefault(edge.Source, -1), indexOf.GetValueOrDefault(edge.Target, -1));
            var exposure = new Exposure(creditor, debtor, amount(edge), type?.Invoke(edge) ?? ExposureType.Loan);
            if (Fault(exposure, edge.Source, edge.Target) is { } fault)
            {
                faults.Add(Edges, line, 1, fault);
            }
            else if (faults.Count == 0)
            {
                builder.Add(exposure);
            }
        }

        var network = faults.Count > 0 ? null : builder.TryBuild((at, fault) => faults.Add(Vertices, lines[at], 1, fault));
        faults.ThrowIfAny();
        return network!;
    }

    private static (Dictionary<TVertex, int> IndexOf, List<int> Lines) Institutions<TVertex>(
        IVertexSet<TVertex> graph, Func<TVertex, Institution> institution, NetworkBuilder builder, Faults faults)
        where TVertex : notnull
    {
        var (indexOf, lines, line) = (new Dictionary<TVertex, int>(), new List<int>(), 0);
        foreach (var vertex in graph.Vertices)
        {
            line++;
            var given = institution(vertex);
            if (Fault(given, builder, lines) is { } fault)
            {
                faults.Add(Vertices, line, 1, fault);

                // Stands for the one at fault, so that its exposures are not told as dangling.
                indexOf[vertex] = builder.TryFind(given.Id ?? "", out var first) ? first : 0;
                continue;
            }

            indexOf[vertex] = builder.Add(given);
            lines.Add(line);
        }

        return (indexOf, lines);
    }

    private static string? Fault(Institution given, NetworkBuilder builder, List<int> lines) =>
        string.IsNullOrWhiteSpace(given.Id) ? "id is empty; expected a name that no other institution has"
        : given.Id.Any(char.IsSurrogate) && string.Concat(given.Id.EnumerateRunes()) != given.Id ? "id has half of a character; expected text"
        : builder.TryFind(given.Id, out var first) ? $"id '{given.Id}' is taken by vertex {lines[first]}"
        : InstitutionRules.Fault(given);

    private static string? Fault<TVertex>(Exposure exposure, TVertex source, TVertex target) =>
        exposure.Creditor < 0 ? $"unknown creditor '{source}'; expected a vertex of the graph"
        : exposure.Debtor < 0 ? $"unknown debtor '{target}'; expected a vertex of the graph"
        : EqualityComparer<TVertex>.Default.Equals(source, target) ? $"'{source}' has an exposure to itself; expected two institutions"
        : !(exposure.Amount >= 0 && exposure.Amount <= InstitutionRules.AmountMax) ? $"amount is {Number.Write(exposure.Amount)}; expected a finite number, at least 0"
        : exposure.Type == ExposureType.Service && exposure.Amount is not (> 0 and <= 1) ? $"amount of a service is {Number.Write(exposure.Amount)}; expected its efficiency, above 0 and at most 1"
        : null;
}
