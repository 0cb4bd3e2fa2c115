namespace Contagion.Analysis;

/// <summary>Grows a decision tree: the question that leaves the purest halves, and again in each half.</summary>
/// <remarks>
/// CART with the Gini impurity: Breiman, Friedman, Olshen and Stone (1984), Classification and Regression Trees. A question is a cut midway
/// between two values of a feature that occur next to each other. Purity is compared in whole numbers, so rounding decides nothing; of equally
/// good questions the first feature's lowest cut is asked. No question is asked that makes nothing purer.
/// O(features · platforms · log platforms) a level.
/// </remarks>
public sealed class TreeGrowth
{
    private readonly TrainingSet _set;
    private readonly int _depthMax;
    private readonly int _leafMin;
    private readonly List<TreeNode> _nodes = [];

    private TreeGrowth(TrainingSet set, int depthMax, int leafMin) => (_set, _depthMax, _leafMin) = (set, depthMax, leafMin);

    /// <summary>Grows a tree.</summary>
    /// <param name="set">At least one platform.</param>
    /// <param name="depthMax">Most questions that one platform is asked, at least 0.</param>
    /// <param name="leafMin">Fewest platforms of a leaf, at least 1.</param>
    public static DecisionTree Grow(TrainingSet set, int depthMax, int leafMin)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(depthMax);
        ArgumentOutOfRangeException.ThrowIfLessThan(leafMin, 1);
        var growth = new TreeGrowth(set, depthMax, leafMin);
        growth.Add([.. Enumerable.Range(0, set.Count)], 0);
        return new DecisionTree(set.Features, growth._nodes);
    }

    /// <summary>Adds the node of some platforms and all nodes below it; returns its place.</summary>
    private int Add(int[] platforms, int depth)
    {
        var place = _nodes.Count;
        var failed = platforms.Count(one => _set.HasFailed[one]);
        _nodes.Add(new TreeNode.Leaf(failed, platforms.Length - failed));
        if (depth < _depthMax && Best(platforms) is var (feature, cut))
        {
            var atMost = Add([.. platforms.Where(one => _set.Rows[one][feature] <= cut)], depth + 1);
            var above = Add([.. platforms.Where(one => _set.Rows[one][feature] > cut)], depth + 1);
            _nodes[place] = new TreeNode.Question(feature, cut, atMost, above);
        }

        return place;
    }

    /// <summary>The question that makes two groups as pure as can be; null when none makes them purer than they are together.</summary>
    private (int Feature, double Cut)? Best(int[] platforms)
    {
        (int, double)? best = null;
        var failed = platforms.Count(one => _set.HasFailed[one]);
        var purity = new Purity(failed, platforms.Length - failed, 0, 0);
        for (var feature = 0; feature < _set.Features.Count; feature++)
        {
            int[] ordered = [.. platforms.OrderBy(one => _set.Rows[one][feature])];
            var below = 0;
            for (var count = 1; count < ordered.Length; count++)
            {
                below += _set.HasFailed[ordered[count - 1]] ? 1 : 0;
                var (low, high) = (_set.Rows[ordered[count - 1]][feature], _set.Rows[ordered[count]][feature]);
                var halves = new Purity(below, count - below, failed - below, ordered.Length - count - failed + below);
                if (low < high && count >= _leafMin && ordered.Length - count >= _leafMin && halves.IsAbove(purity))
                {
                    // The middle of neighbours can round up to the higher one, which then would go the wrong way.
                    var middle = low + ((high - low) / 2);
                    (best, purity) = ((feature, middle < high ? middle : low), halves);
                }
            }
        }

        return best;
    }

    /// <summary>How pure two groups are: Σ over groups of (failed² + healthy²) / count, which is what is left of the count when the Gini
    /// impurity is taken off; as a fraction of whole numbers.</summary>
    private readonly struct Purity
    {
        private readonly Int128 _numerator;
        private readonly Int128 _denominator;

        public Purity(int failed, int healthy, int otherFailed, int otherHealthy)
        {
            var (count, other) = (Int128.Max(1, (Int128)failed + healthy), Int128.Max(1, (Int128)otherFailed + otherHealthy));
            _numerator = (Squares(failed, healthy) * other) + (Squares(otherFailed, otherHealthy) * count);
            _denominator = count * other;
        }

        public bool IsAbove(Purity other) => _numerator * other._denominator > other._numerator * _denominator;

        private static Int128 Squares(int failed, int healthy) => ((Int128)failed * failed) + ((Int128)healthy * healthy);
    }
}
