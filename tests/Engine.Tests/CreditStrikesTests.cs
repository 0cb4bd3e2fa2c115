using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Engine.Tests;

/// <summary>Finding whom a credit shock strikes by comparison gives the same borrowers as asking each of them.</summary>
public sealed class CreditStrikesTests
{
    [Theory]
    [InlineData(0, null)]
    [InlineData(.3, null)]
    [InlineData(.97, null)]
    [InlineData(1, null)]
    [InlineData(.2, .01)]
    [InlineData(0, 0.0)]
    [InlineData(.5, 1.0)]
    public void Agree_with_asking_everybody(double correlation, double? probability)
    {
        var random = new Random(17);
        const int count = 1000;
        double[] probabilities = [.. Enumerable.Range(0, count).Select(one => probability ?? (one % 50) switch { 0 => 0, 1 => 1, 2 => double.NaN, _ => Math.Pow(random.NextDouble(), 4) })];
        int[] members = [.. Enumerable.Range(0, count).Select(one => one % 7 == 0 ? random.Next(1, 40) : 1)];
        int[] targets = [.. Enumerable.Range(0, count).Where(one => one % 9 != 4)];
        var shock = new Shock { Kind = ShockKind.Credit, Correlation = correlation };
        var strikes = new CreditStrikes(shock, 3, targets, one => probabilities[one], one => members[one]);
        var struck = 0;
        for (var replication = 0; replication < 40; replication++)
        {
            var chance = new Chance(5, replication, shock, 3, period: 2);
            var expected = targets
                .Select(one => (one, Enumerable.Range(0, members[one]).Count(member => chance.Strikes(one, Elementary.NormalQuantile(probabilities[one]), (uint)member)) / (double)members[one]))
                .Where(one => one.Item2 > 0);

            var found = strikes.Find(5, replication, 2);

            Assert.Equal(expected, found);
            struck += found.Count;
        }

        Assert.Equal(probability == 0, struck == 0);
    }
}
