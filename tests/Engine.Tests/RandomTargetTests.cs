using Contagion.Networks;

namespace Contagion.Engine.Tests;

/// <summary>Random targets against the plain way: a number for every candidate, all sorted, the smallest taken.</summary>
public sealed class RandomTargetTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(10, 0)]
    [InlineData(10, 10)]
    [InlineData(1000, 1)]
    [InlineData(1000, 17)]
    [InlineData(1000, 999)]
    public void Those_with_the_smallest_numbers_are_drawn(int candidates, int count)
    {
        // Every third institution, against the order of the network.
        int[] among = [.. Enumerable.Range(0, candidates).Select(place => 3 * (candidates - place))];
        for (var replication = 0; replication < 50; replication++)
        {
            var expected = among.OrderBy(candidate => Philox.Draw(11, (uint)replication, (2 << 8) | (uint)Purpose.Target, (uint)candidate, 5)).Take(count).Order();

            Assert.Equal(expected, Targets.Draw(among, count, 11, replication, 2, 5));
        }
    }
}
