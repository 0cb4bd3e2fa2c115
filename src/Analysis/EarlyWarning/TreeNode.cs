namespace Contagion.Analysis;

/// <summary>A node of a decision tree.</summary>
public abstract record TreeNode
{
    /// <summary>A question: those with at most so much of a feature go one way, the others the other way.</summary>
    /// <param name="Feature">Which feature, counted from 0.</param>
    /// <param name="Cut">So much of it.</param>
    /// <param name="AtMost">The node of those with at most so much, after this one.</param>
    /// <param name="Above">The node of those with more, after this one.</param>
    public sealed record Question(int Feature, double Cut, int AtMost, int Above) : TreeNode;

    /// <summary>An end: what became of those in training who came here.</summary>
    /// <param name="Failed">How many of them failed.</param>
    /// <param name="Healthy">How many did not.</param>
    public sealed record Leaf(int Failed, int Healthy) : TreeNode
    {
        /// <summary>The probability of failure: their share with one of each added, as Laplace's rule of succession has it, so that a leaf of
        /// a few never says 0 or 1.</summary>
        public double Probability => (Failed + 1.0) / (Failed + Healthy + 2.0);
    }
}
