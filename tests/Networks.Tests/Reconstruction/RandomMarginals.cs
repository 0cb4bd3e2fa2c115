using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace Contagion.Networks.Tests.Reconstruction;

/// <summary>Marginals of a random network, so that some network has them: with zeros, amounts from 1e-6 to 1e12, and at times one institution that dominates.</summary>
internal sealed record RandomMarginals(int Seed, int Size)
{
    /// <summary>L[debtor, creditor] of the network they are of.</summary>
    public double[,] Source { get; } = Draw(Seed, Size);

    public double[] Assets => [.. Enumerable.Range(0, Size).Select(j => Enumerable.Range(0, Size).Sum(i => Source[i, j]))];

    public double[] Liabilities => [.. Enumerable.Range(0, Size).Select(i => Enumerable.Range(0, Size).Sum(j => Source[i, j]))];

    public Marginals Marginals => Marginals.Of(Assets, Liabilities);

    /// <summary>Holds a property against many of them; a failing one is told after trying smaller sizes.</summary>
    public static void ForAll(Action<RandomMarginals> property, int sizeMax = 12, int times = 200)
    {
        var cases = from seed in Gen.Choose(0, 1_000_000) from size in Gen.Choose(2, sizeMax) select new RandomMarginals(seed, size);
        var smaller = Arb.From(cases, one => Enumerable.Range(2, one.Size - 2).Select(size => new RandomMarginals(one.Seed, size)));
        Check.One(Settings(times), Prop.ForAll(smaller, property));
    }

    public override string ToString() => $"new RandomMarginals({Seed}, {Size})";

    /// <summary>The same on every run, so that a red test stays red; <c>./test all</c> looks at more and other ones.</summary>
    private static Config Settings(int times) => Environment.GetEnvironmentVariable("CONTAGION_TEST_ALL") is "1"
        ? Config.QuickThrowOnFailure.WithMaxTest(10 * times)
        : Config.QuickThrowOnFailure.WithMaxTest(times).WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(20260721), FSharpOption<int>.None)));

    private static double[,] Draw(int seed, int size)
    {
        var (random, debts) = (new Random(seed), new double[size, size]);
        // One decade, six, or eighteen.
        var (decades, density, hub) = (new[] { 1, 6, 18 }[random.Next(3)], new[] { 0.2, 0.5, 1 }[random.Next(3)], random.Next(4) == 0 ? random.Next(size) : -1);
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < size; j++)
            {
                var isOfHub = i == hub || j == hub;
                var amount = Math.Pow(10, (random.NextDouble() * decades) - (decades == 18 ? 6 : 0));
                // What is left to others is little, or next to nothing.
                debts[i, j] = i == j || random.NextDouble() > density ? 0 : hub < 0 || isOfHub ? amount : amount * (seed % 2 == 0 ? 1e-3 : 1e-11);
            }
        }

        return debts;
    }
}
