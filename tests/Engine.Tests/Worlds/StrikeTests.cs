using Contagion.Model;
using Contagion.Tests;

namespace Contagion.Engine.Tests.Worlds;

/// <summary>Linear DebtRank that is struck on the way, against the loop of the textbook that is struck in the same rounds.</summary>
public sealed class StrikeTests
{
    // Rounding of sums of at most 30 exposures in each of some tens of rounds.
    private const double OnDistress = 1e-10;

    [Fact]
    public void Linear_DebtRank_struck_on_the_way_is_the_textbooks()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var system = RandomSystem.Of(seed);
            var (network, random) = (system.Network, new Random(seed));
            var world = World.Open(WorldCase.Scenario(new LinearDebtRank(), system.Losses), network);
            var naive = new NaiveDebtRank(system.Debt, system.Worth);
            naive.Strike([.. system.Loss.Select((loss, node) => Math.Min(loss, system.Assets[node]))]);
            for (var round = 1; round <= 12; round++)
            {
                naive.Step();
                WorldCase.Do(world, 1);
                if (random.Next(3) == 0)
                {
                    var (node, amount) = (random.Next(system.Size), Math.Round(system.Due.Max() * random.NextDouble()));
                    naive.Strike([.. Enumerable.Range(0, system.Size).Select(one => one == node ? amount : 0.0)]);
                    WorldCase.Do(world, TestRun.EquityLoss(node, amount));
                }

                // One at rest takes no round; nothing would move in it either.
                var distress = network.Ids.Select(id => world.View.Read(id).Distress!.Value).ToArray();
                Near.Equal([.. naive.Distress.Select(h => Math.Min(1, h))], distress, OnDistress, $"{system}, round {round}");
            }
        }
    }

    /// <summary>h_i += Σ_j Λ_ij (min(1, h_j) − min(1, h_j before)); a strike adds loss over equity to h_i.</summary>
    private sealed class NaiveDebtRank(double[,] debt, double[] worth)
    {
        private double[] _before = new double[worth.Length];

        public double[] Distress { get; private set; } = [.. worth.Select(one => one > 0 ? 0.0 : 1)];

        public void Strike(double[] loss) => Distress = [.. Distress.Select((h, node) => worth[node] > 0 ? h + (loss[node] / worth[node]) : 1)];

        public void Step()
        {
            var leverage = Textbook.LinearDebtRank.Leverage(debt, worth);
            var next = new double[worth.Length];
            for (var i = 0; i < next.Length; i++)
            {
                next[i] = Distress[i];
                for (var j = 0; j < next.Length; j++)
                {
                    next[i] += leverage[i, j] * (Math.Min(1, Distress[j]) - Math.Min(1, _before[j]));
                }
            }

            (_before, Distress) = (Distress, next);
        }
    }
}
