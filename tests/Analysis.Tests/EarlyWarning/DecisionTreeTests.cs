using Contagion.Tests;

namespace Contagion.Analysis.Tests;

/// <summary>Growing of decision trees.</summary>
public sealed class DecisionTreeTests
{
    // Worked by hand: x at 3.5 leaves none and all failed, purer than any other question.
    [Fact]
    public void A_small_tree_asks_what_a_hand_would()
    {
        var set = new TrainingSet(["x", "y"], [[1, 10], [2, 20], [3, 10], [4, 10], [5, 20], [6, 20]], [false, false, false, true, true, true]);

        var tree = TreeGrowth.Grow(set, 1, 2);

        Assert.Equal([new TreeNode.Question(0, 3.5, 1, 2), new TreeNode.Leaf(0, 3), new TreeNode.Leaf(3, 0)], tree.Nodes);
        Near.Equal([.2, .2, .8, .8], [tree.Score([0, 0]), tree.Score([3.5, 0]), tree.Score([3.6, 0]), tree.Score([9, 9])], Near.Exact, "Laplace: 1 of 5, 4 of 5");
    }

    [Fact]
    public void The_tree_is_that_of_an_exhaustive_search()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            // Few values, so that many questions are equally good.
            var set = RandomPlatforms.Of(seed, 40, 3, seed % 2 == 0 ? 5 : 1000);
            var (depth, leaf) = (1 + (seed % 4), 1 + (seed % 3));

            var tree = TreeGrowth.Grow(set, depth, leaf);

            foreach (var platform in Enumerable.Range(0, set.Count))
            {
                var (failed, count) = Naive(set, [.. Enumerable.Range(0, set.Count)], platform, depth, leaf);
                Assert.Equal(new TreeNode.Leaf(failed, count - failed), tree.LeafOf(set.Rows[platform]));
            }
        }
    }

    [Fact]
    public void Leaves_hold_all_platforms_and_are_large_enough()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var set = RandomPlatforms.Of(seed, 100, 4, 10);
            var leaves = TreeGrowth.Grow(set, 5, 7).Nodes.OfType<TreeNode.Leaf>().ToArray();

            Assert.Equal(set.Failed, leaves.Sum(leaf => leaf.Failed));
            Assert.Equal(set.Healthy, leaves.Sum(leaf => leaf.Healthy));
            Assert.All(leaves, leaf => Assert.InRange(leaf.Failed + leaf.Healthy, 7, 100));
            Assert.InRange(leaves.Length, 1, 32);
        }
    }

    [Fact]
    public void A_rising_map_of_a_feature_changes_no_leaf()
    {
        var set = RandomPlatforms.Of(9, 80, 2, 20);
        var mapped = new TrainingSet(set.Features, Array.ConvertAll(set.Rows, row => (double[])[Math.Exp(row[0]), row[1]]), set.HasFailed);

        Assert.Equal(CrossValidation.Scores(TreeGrowth.Grow(set, 4, 3), set), CrossValidation.Scores(TreeGrowth.Grow(mapped, 4, 3), mapped));
    }

    [Fact]
    public void Neighbours_in_the_last_digit_are_told_apart()
    {
        var (low, high) = (1.0, Math.BitIncrement(1));
        var tree = TreeGrowth.Grow(new TrainingSet(["x"], [[low], [high]], [false, true]), 1, 1);

        Near.Equal([1 / 3.0, 2 / 3.0], [tree.Score([low]), tree.Score([high])], Near.Exact, "scores");
    }

    [Fact]
    public void No_question_is_asked_in_vain()
    {
        Assert.Single(TreeGrowth.Grow(new TrainingSet(["x"], [[1], [2], [1], [2]], [true, true, false, false]), 5, 1).Nodes);
        Assert.Single(TreeGrowth.Grow(new TrainingSet(["x"], [[1], [2]], [true, true]), 5, 1).Nodes);
        Assert.Single(TreeGrowth.Grow(RandomPlatforms.Of(1, 20, 2), 0, 1).Nodes);
    }

    [Fact]
    public void Nodes_that_make_no_tree_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new DecisionTree(["x"], []));
        Assert.Throws<ArgumentException>(() => new DecisionTree(["x"], [new TreeNode.Question(1, 0, 1, 2), new TreeNode.Leaf(1, 1), new TreeNode.Leaf(1, 1)]));
        Assert.Throws<ArgumentException>(() => new DecisionTree(["x"], [new TreeNode.Question(0, 0, 0, 1), new TreeNode.Leaf(1, 1)]));
        Assert.Throws<ArgumentException>(() => new DecisionTree(["x"], [new TreeNode.Question(0, 0, 1, 2), new TreeNode.Leaf(1, 1)]));
    }

    /// <summary>Failed platforms and all platforms of the leaf of one: every cut of every feature is tried, its impurity counted from scratch in fractions.</summary>
    private static (int Failed, int Count) Naive(TrainingSet set, int[] here, int platform, int depth, int leaf)
    {
        (int Feature, double Cut, decimal Impurity) best = (-1, 0, Impurity(here));
        for (var feature = 0; depth > 0 && feature < set.Features.Count; feature++)
        {
            var values = here.Select(one => set.Rows[one][feature]).Distinct().Order().ToArray();
            foreach (var (low, high) in values.Zip(values.Skip(1)))
            {
                var (below, above) = (here.Where(one => set.Rows[one][feature] <= low).ToArray(), here.Where(one => set.Rows[one][feature] > low).ToArray());
                // 1e-15 is far below the least difference of two such fractions of 40, and far above what decimals round.
                if (below.Length >= leaf && above.Length >= leaf && Impurity(below) + Impurity(above) < best.Impurity - 1e-15m)
                {
                    best = (feature, low + ((high - low) / 2), Impurity(below) + Impurity(above));
                }
            }
        }

        return best.Feature < 0
            ? (here.Count(one => set.HasFailed[one]), here.Length)
            : Naive(set, [.. here.Where(one => set.Rows[one][best.Feature] <= best.Cut == set.Rows[platform][best.Feature] <= best.Cut)], platform, depth - 1, leaf);

        decimal Impurity(int[] group)
        {
            var failed = (decimal)group.Count(one => set.HasFailed[one]) / group.Length;
            return group.Length * (1 - (failed * failed) - ((1 - failed) * (1 - failed)));
        }
    }
}
