namespace Contagion.Engine.Tests;

/// <summary>Random holdings of a few assets and eight shocks to their holders. The same seed and size give the same market.</summary>
internal sealed class RandomMarket
{
    private RandomMarket(int seed, int size) => (Seed, Size) = (seed, size);

    public int Seed { get; }

    public int Size { get; }

    /// <summary>a[i, m]: units of asset m that i holds.</summary>
    public required double[,] Units { get; init; }

    /// <summary>Of each asset; every third one linear.</summary>
    public required PriceImpact[] Impact { get; init; }

    /// <summary>The same in plain numbers: what is left of a price after sales.</summary>
    public required Func<double, double>[] Left { get; init; }

    /// <summary>Cash and the like by case and institution, after the shock of the case.</summary>
    public required double[][] Illiquid { get; init; }

    /// <summary>Equity by case and institution, after the shock; not above 0 for some.</summary>
    public required double[][] Equity { get; init; }

    public int Assets => Impact.Length;

    public Portfolios Portfolios => new(InLanes.Sparse(Units), Impact);

    /// <summary>A market of 2 to 30 institutions.</summary>
    public static RandomMarket Of(int seed) => Of(seed, 2 + (int)((uint)seed * 2654435761u % 29));

    public static RandomMarket Of(int seed, int size)
    {
        var random = new Random(seed);
        var units = new double[size, 1 + random.Next(4)];
        var (impact, left, total) = (new PriceImpact[units.GetLength(1)], new Func<double, double>[units.GetLength(1)], new double[size]);
        for (var asset = 0; asset < impact.Length; asset++)
        {
            var sum = 0.0;
            for (var i = 0; i < size; i++)
            {
                units[i, asset] = random.Next(4) == 0 ? 0 : 100 * random.NextDouble();
                sum += units[i, asset];
                total[i] += units[i, asset];
            }

            // A full sale takes 2 % to 90 % off the price.
            var strength = (0.02 + random.NextDouble()) / Math.Max(1, sum);
            impact[asset] = random.Next(3) == 0 ? PriceImpact.Linear(1 / strength) : PriceImpact.Exponential(strength);
            left[asset] = impact[asset] == PriceImpact.Linear(1 / strength) ? sold => Math.Max(0, 1 - (sold * strength)) : sold => Math.Exp(-strength * sold);
        }

        double[] illiquid = [.. total.Select(_ => 150 * random.NextDouble())];
        double[] equity = [.. total.Select((value, i) => (value + illiquid[i]) * (0.03 + (0.1 * random.NextDouble())))];
        double[][] loss = [.. Enumerable.Range(0, InLanes.Cases).Select(_ => total.Select((_, i) =>
            random.Next(3) == 0 ? Math.Min(illiquid[i], 1.1 * equity[i] * random.NextDouble()) : 0).ToArray())];
        return new RandomMarket(seed, size)
        {
            Units = units,
            Impact = impact,
            Left = left,
            Illiquid = [.. loss.Select(lost => illiquid.Select((amount, i) => amount - lost[i]).ToArray())],
            Equity = [.. loss.Select(lost => equity.Select((amount, i) => amount - lost[i]).ToArray())],
        };
    }

    /// <summary>Who stands where, for messages.</summary>
    public override string ToString() => $"RandomMarket.Of({Seed}, {Size})";
}
