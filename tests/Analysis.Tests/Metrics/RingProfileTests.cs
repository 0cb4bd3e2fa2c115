using Contagion.Networks;
using Contagion.Tests;

namespace Contagion.Analysis.Tests;

/// <summary>Losses by distance from the centre.</summary>
public sealed class RingProfileTests
{
    // By hand: 0 owes 1, 2 owes 1, 3 owes 2; 4 stands alone. From 1: 0 and 2 at one exposure, 3 at two.
    private static readonly Network Tree = TestNetwork.Of(
        new double[,] { { 0, 5, 0, 0, 0 }, { 0, 0, 0, 0, 0 }, { 0, 3, 0, 0, 0 }, { 0, 0, 2, 0, 0 }, { 0, 0, 0, 0, 0 } }, equity: [9, 9, 9, 9, 9]);

    [Fact]
    public void Losses_are_averaged_over_rings()
    {
        var profile = RingProfile.Of(Tree, 1, new ContagionShares([0.2, 1, 0.6, 0.3, 0.9], [true, true, true, true, true]));

        Assert.Equal([new(0, 1, 1), new(1, 2, 0.4), new(2, 1, 0.3)], profile.Rings);
        Assert.Equal(new Ring(null, 1, 0.9), profile.Unreachable);
    }

    [Fact]
    public void A_ring_in_which_nobody_counts_has_no_mean()
    {
        var profile = RingProfile.Of(Tree, 1, new ContagionShares([0.2, double.NaN, 0.6, 0.3, 0], [true, false, true, true, false]));

        Assert.Equal(new Ring(0, 0, null), profile.Rings[0]);
        Assert.Equal(new Ring(null, 0, null), profile.Unreachable);
    }

    [Theory]
    [InlineData(new double[0], -1)]
    [InlineData(new[] { 1.0, 3, 3 }, 1)]
    [InlineData(new[] { 0.0, 0 }, 0)]
    public void The_centre_is_the_first_of_the_most_central(double[] centrality, int centre) => Assert.Equal(centre, RingProfile.CentreOf(centrality));

    [Fact]
    public void What_is_no_number_and_no_institution_is_refused()
    {
        Assert.Throws<ArgumentException>(() => RingProfile.CentreOf([1, double.NaN]));
        Assert.Throws<ArgumentOutOfRangeException>(() => RingProfile.DistancesFrom(Tree, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => RingProfile.DistancesFrom(Tree, -1));
        Assert.Contains("Number 2 of loss", Assert.Throws<ArgumentException>(() => RingProfile.Of([0, 1, 1], [0, 0, double.NaN], [])).Message);
    }

    // Floyd (1962) finds all distances without going breadth first.
    [Fact]
    public void Distances_are_those_of_Floyd() => RandomCases.ForAll(1, 20, (random, count) =>
    {
        var (debt, distance) = (new double[count, count], new double[count, count]);
        for (var one = 0; one < count; one++)
        {
            for (var other = 0; other < count; other++)
            {
                distance[one, other] = one == other ? 0 : double.PositiveInfinity;
            }
        }

        for (var one = 0; one < count; one++)
        {
            for (var other = 0; other < count; other++)
            {
                if (one != other && random.Next(count) == 0)
                {
                    (debt[one, other], distance[one, other], distance[other, one]) = (1, 1, 1);
                }
            }
        }

        for (var via = 0; via < count; via++)
        {
            for (var one = 0; one < count; one++)
            {
                for (var other = 0; other < count; other++)
                {
                    distance[one, other] = Math.Min(distance[one, other], distance[one, via] + distance[via, other]);
                }
            }
        }

        var centre = random.Next(count);
        var found = RingProfile.DistancesFrom(TestNetwork.Of(debt, equity: [.. Enumerable.Repeat(1.0, count)]), centre);

        Assert.Equal(Enumerable.Range(0, count).Select(one => double.IsInfinity(distance[centre, one]) ? -1 : (int)distance[centre, one]), found);
    });
}
