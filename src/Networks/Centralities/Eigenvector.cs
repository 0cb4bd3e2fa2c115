namespace Contagion.Networks;

/// <summary>Eigenvector centrality: an institution is central as those are whom its edges lead to.</summary>
public static class Eigenvector
{
    /// <summary>The eigenvector of the largest strongly connected component; sums to 1, 0 for institutions outside, all 0 where nothing goes round.</summary>
    /// <param name="rows">Row i: whose centrality i's is made of; debts for impact, claims for vulnerability.</param>
    /// <param name="components">The strongly connected components.</param>
    /// <remarks>
    /// λ x = L x. Bonacich (1987), American Journal of Sociology 92(5):1170–1182. Of components of the same size the one with the largest eigenvalue.
    /// </remarks>
    public static PerronRoot Of(CompressedRows rows, Components components)
    {
        var size = components.LargestSize;
        return Enumerable.Range(0, components.Count).Where(component => components.SizeOf(component) == size)
            .Take(size > 1 ? int.MaxValue : 1).Select(component => PerronRoot.Of(rows, components.MembersOf(component))).MaxBy(root => root.Value)!;
    }
}
