using Contagion.Tests;

namespace Contagion.Analysis.Tests;

/// <summary>Fuzzy c-means.</summary>
public sealed class FuzzyClustersTests
{
    private static readonly double[][] Points = [[0], [1], [2], [9], [10]];

    // Source: models.md TV-FCM.
    [Fact]
    public void Five_points_are_grouped_as_models_md_says()
    {
        var clusters = FuzzyClusters.Of(Points, 2);

        Near.Equal([.9955411410, 9.4986513672], [.. clusters.Centres.Select(centre => centre[0])], Near.Printed, "centres");
        Near.Equal([.989134496, .9999997247, .9823731597, .0038658758, .0030904391], [.. clusters.Memberships.Select(row => row[0])], Near.Printed, "memberships");
        Assert.Equal(2.4697720298, clusters.Objective, Near.Printed);
        Assert.True(clusters.Converged);
    }

    [Fact]
    public void The_first_turn_is_that_of_models_md() =>
        Near.Equal([.9605142818, 9.4923738645], [.. FuzzyClusters.Of(Points, 2, roundsMax: 1).Centres.Select(centre => centre[0])], Near.Printed, "first centres");

    [Fact]
    public void The_objective_never_rises_and_memberships_sum_to_1()
    {
        for (var seed = 0; seed < 12; seed++)
        {
            var rows = RandomPlatforms.Of(seed, 30, 2 + (seed % 2)).Rows;
            var (count, fuzziness) = (2 + (seed % 3), new[] { 2, 1.5, 3 }[seed % 3]);
            var before = double.PositiveInfinity;
            for (var rounds = 0; rounds < 25; rounds++)
            {
                var clusters = FuzzyClusters.Of(rows, count, fuzziness, rounds);
                // A few roundings of sums of 30 squares below 3.
                Assert.True(clusters.Objective <= before + 1e-12, $"seed {seed}, round {rounds}: {clusters.Objective} after {before}");
                Assert.All(clusters.Memberships, row => Assert.Equal(1, row.Sum(), Near.Exact));
                before = clusters.Objective;
            }
        }
    }

    [Fact]
    public void Memberships_are_those_of_the_formula()
    {
        var rows = RandomPlatforms.Of(4, 25, 3).Rows;
        var clusters = FuzzyClusters.Of(rows, 3, 1.7, 4);

        double Distance(int platform, int group) => Math.Sqrt(rows[platform].Zip(clusters.Centres[group]).Sum(pair => Math.Pow(pair.First - pair.Second, 2)));
        for (var platform = 0; platform < rows.Length; platform++)
        {
            Near.Equal(
                [.. Enumerable.Range(0, 3).Select(group => 1 / Enumerable.Range(0, 3).Sum(other => Math.Pow(Distance(platform, group) / Distance(platform, other), 2 / .7)))],
                clusters.Memberships[platform], 1e-12, $"platform {platform}");
        }
    }

    [Fact]
    public void Clouds_are_found_in_any_direction()
    {
        var random = new Random(2);
        foreach (var angle in new[] { 0, .5, 1.57, 2.5 })
        {
            double[][] rows = [.. Enumerable.Range(0, 60).Select(one => (double[])[((one % 3) * 20 * Math.Cos(angle)) + random.NextDouble(), ((one % 3) * 20 * Math.Sin(angle)) + random.NextDouble()])];
            var clusters = FuzzyClusters.Of(rows, 3);

            var groups = clusters.Memberships.Select(row => Array.IndexOf(row, row.Max())).ToArray();
            Assert.All(Enumerable.Range(0, 60), one => Assert.Equal(groups[one % 3], groups[one]));
            Assert.Equal(3, groups.Take(3).Distinct().Count());
        }
    }

    [Fact]
    public void One_group_is_the_mean_and_the_same_points_share_all_groups()
    {
        Near.Equal([4.4], FuzzyClusters.Of(Points, 1).Centres[0], Near.Exact, "mean");
        var same = FuzzyClusters.Of([[3, 3], [3, 3]], 2);
        Near.Equal([.5, .5, .5, .5], [.. same.Memberships.SelectMany(row => row)], Near.Exact, "equal shares");
        Assert.Equal(0, same.Objective);
    }

    [Fact]
    public void A_point_at_a_centre_belongs_to_it_wholly()
    {
        var clusters = FuzzyClusters.Of([[0], [10]], 2);

        Near.Equal([1, 0, 0, 1], [.. clusters.Memberships.SelectMany(row => row)], Near.Exact, "crisp");
    }
}
