using Contagion.Model;
using Contagion.Networks;
using Contagion.Tests;

namespace Contagion.Engine.Tests;

/// <summary>A random system of institutions. The same seed and size give the same system.</summary>
/// <remarks>
/// Amounts are multiples of 1/64 below 2²⁰, so that sums of them are exact: a tie (equity of exactly zero, a payment of exactly what is owed)
/// is a tie in every program, whatever order it adds in.
/// </remarks>
internal sealed class RandomSystem
{
    private const double Grain = 64;

    private RandomSystem(int seed, int size) => (Seed, Size) = (seed, size);

    public int Seed { get; }

    public int Size { get; }

    /// <summary>L[i, j], what i owes j.</summary>
    public required double[,] Debt { get; init; }

    /// <summary>e before the shock.</summary>
    public required double[] Assets { get; init; }

    /// <summary>b.</summary>
    public required double[] Outside { get; init; }

    /// <summary>What each loses of its outside assets, at most all but a grain.</summary>
    public required double[] Loss { get; init; }

    /// <summary>Who is declared in default.</summary>
    public required bool[] IsSeed { get; init; }

    public required double[] Volatility { get; init; }

    public double[] After => [.. Assets.Select((amount, i) => amount - Loss[i])];

    public double[] Due => Textbook.BalanceSheet.TotalLiabilities(Debt, Outside);

    /// <summary>Equity before the shock.</summary>
    public double[] Worth => Textbook.BalanceSheet.NetWorth(Debt, Assets, Outside);

    public double[] TotalAssets => Textbook.BalanceSheet.TotalAssets(Debt, Assets);

    public Network Network => TestNetwork.Of(Debt, Assets, Outside, complete: (node, given) => given with { Volatility = Volatility[node] });

    public Shock[] Losses => TestRun.AssetLosses(Loss);

    public Shock[] Defaults =>
        IsSeed.Any(isSeed => isSeed) ? [TestRun.Default([.. Enumerable.Range(0, Size).Where(node => IsSeed[node])])] : [];

    /// <summary>A system of 2 to 30 institutions.</summary>
    public static RandomSystem Of(int seed) => Of(seed, 2 + (int)((uint)seed * 2654435761u % 29));

    /// <param name="seed">Decides everything but the size.</param>
    /// <param name="size">Number of institutions.</param>
    /// <param name="alwaysOutside">Everybody owes somebody outside, so that no group of institutions is closed.</param>
    public static RandomSystem Of(int seed, int size, bool alwaysOutside = false)
    {
        var random = new Random(seed);
        var debt = Debts(random, size);
        var owed = Textbook.BalanceSheet.NetworkLiabilities(debt);
        var owned = Textbook.BalanceSheet.NetworkAssets(debt);
        var (assets, outside, loss) = (new double[size], new double[size], new double[size]);
        for (var i = 0; i < size; i++)
        {
            // One in ten owes nobody outside; the others a tenth to twice of what they owe inside, and something even if that is nothing.
            outside[i] = !alwaysOutside && random.Next(10) == 0 ? 0 : Rounded((owed[i] * (0.1 + (1.9 * random.NextDouble()))) + 1);
            var floor = outside[i] + owed[i] - owned[i];
            var equity = random.Next(20) switch
            {
                0 => 0,
                1 => -Rounded(0.2 * (outside[i] + owed[i]) * random.NextDouble()),
                _ => Rounded((outside[i] + owed[i] + 1) * 0.3 * random.NextDouble()) + (1 / Grain),
            };

            // Where claims alone are worth more than debts, equity is what they leave and a little more.
            assets[i] = Math.Max(1 / Grain, floor + equity);
            loss[i] = random.Next(3) == 0 ? Math.Min(assets[i] - (1 / Grain), Rounded(assets[i] * random.NextDouble())) : 0;
        }

        return new RandomSystem(seed, size)
        {
            Debt = debt,
            Assets = assets,
            Outside = outside,
            Loss = loss,
            IsSeed = [.. assets.Select(_ => random.Next(size) == 0)],
            Volatility = [.. assets.Select(_ => 0.02 + (0.4 * random.NextDouble()))],
        };
    }

    /// <summary>Splits every debt among classes at random.</summary>
    public double[][,] Classes(int count)
    {
        var random = new Random(Seed ^ 0x5eed);
        var classes = Enumerable.Range(0, count).Select(_ => new double[Size, Size]).ToArray();
        for (var i = 0; i < Size; i++)
        {
            for (var j = 0; j < Size; j++)
            {
                var part = Rounded(Debt[i, j] * random.NextDouble());
                var first = random.Next(count);
                classes[first][i, j] += part;
                classes[random.Next(count)][i, j] += Debt[i, j] - part;
            }
        }

        return classes;
    }

    /// <summary>Shares θ[holder, issuer]; others hold at most 0.6 of anybody.</summary>
    public double[,] Holdings()
    {
        var random = new Random(Seed ^ 0x0b17);
        var share = new double[Size, Size];
        for (var issuer = 0; issuer < Size; issuer++)
        {
            for (var (held, holder) = (0.0, 0); holder < Size; holder++)
            {
                if (holder != issuer && random.Next(3) == 0)
                {
                    share[holder, issuer] = random.NextDouble() * 0.5 * (0.6 - held);
                    held += share[holder, issuer];
                }
            }
        }

        return share;
    }

    /// <summary>Who stands where, for messages.</summary>
    public override string ToString() => $"RandomSystem.Of({Seed}, {Size})";

    private static double[,] Debts(Random random, int size)
    {
        var density = random.NextDouble() * random.NextDouble();
        var spread = 4 * random.NextDouble();
        var debt = new double[size, size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                if (i != j && random.NextDouble() < density + (1.0 / size))
                {
                    debt[i, j] = Math.Max(1 / Grain, Rounded(Math.Pow(10, spread * random.NextDouble())));
                }
            }
        }

        return debt;
    }

    private static double Rounded(double amount) => Math.Round(amount * Grain) / Grain;
}
