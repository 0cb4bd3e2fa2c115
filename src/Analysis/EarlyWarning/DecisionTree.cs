namespace Contagion.Analysis;

/// <summary>Scores a platform by what became of those that answer a few questions as it does.</summary>
public sealed class DecisionTree : IScorer
{
    private readonly TreeNode[] _nodes;

    /// <summary>Takes nodes as they are, the root first.</summary>
    /// <param name="features">The features that questions are about.</param>
    /// <param name="nodes">The nodes.</param>
    /// <exception cref="ArgumentException">There is no node, or a question names no feature or a node that is not after it.</exception>
    public DecisionTree(IReadOnlyList<string> features, IReadOnlyList<TreeNode> nodes)
    {
        (Features, _nodes) = (features, [.. nodes]);
        for (var node = 0; node < _nodes.Length; node++)
        {
            if (Fault(node) is { } fault)
            {
                throw new ArgumentException(fault, nameof(nodes));
            }
        }

        if (_nodes.Length == 0)
        {
            throw new ArgumentException("There is no node; expected at least a leaf.", nameof(nodes));
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Features { get; }

    /// <summary>The nodes, the root first, each before those that it leads to.</summary>
    public IReadOnlyList<TreeNode> Nodes => _nodes;

    /// <inheritdoc/>
    public double Score(ReadOnlySpan<double> features) => LeafOf(features).Probability;

    /// <summary>Where a platform comes to.</summary>
    public TreeNode.Leaf LeafOf(ReadOnlySpan<double> features)
    {
        var node = _nodes[0];
        while (node is TreeNode.Question question)
        {
            node = _nodes[features[question.Feature] <= question.Cut ? question.AtMost : question.Above];
        }

        return (TreeNode.Leaf)node;
    }

    private string? Fault(int node) => _nodes[node] switch
    {
        TreeNode.Question { Feature: var feature } when (uint)feature >= (uint)Features.Count => $"node {node} asks for feature {feature}; expected one from 0 to {Features.Count - 1}",
        TreeNode.Question { AtMost: var one, Above: var other } when Math.Min(one, other) <= node || Math.Max(one, other) >= _nodes.Length =>
            $"node {node} leads to {one} and {other}; expected nodes after it, up to {_nodes.Length - 1}",
        _ => null,
    };
}
