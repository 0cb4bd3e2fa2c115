using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace Contagion.Analysis.Tests;

/// <summary>Properties of random numbers. A failing one is told by its seed and size, after trying smaller sizes.</summary>
internal static class RandomCases
{
    /// <summary>The same cases on every run, so that a red test stays red; <c>./test all</c> looks at more and other ones.</summary>
    private static readonly Config Settings = Environment.GetEnvironmentVariable("CONTAGION_TEST_ALL") is "1"
        ? Config.QuickThrowOnFailure.WithMaxTest(2000)
        : Config.QuickThrowOnFailure.WithMaxTest(150).WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(20150406), FSharpOption<int>.None)));

    /// <summary>Checks a property of whatever is made of a random generator and a size.</summary>
    public static void ForAll(int least, int most, Action<Random, int> property)
    {
        var cases = from seed in Gen.Choose(0, 1_000_000) from size in Gen.Choose(least, most) select (seed, size);
        var smaller = Arb.From(cases, one => Enumerable.Range(least, one.size - least).Select(size => (one.seed, size)));
        Check.One(Settings, Prop.ForAll(smaller, one => property(new Random(one.seed), one.size)));
    }

    /// <summary>Numbers of which many are equal, some 0.</summary>
    public static double[] WithTies(this Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (double)random.Next(4))];

    /// <summary>Numbers from 0, few of them large, hardly two of them equal.</summary>
    public static double[] Losses(this Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => 100 * Math.Pow(random.NextDouble(), 5))];

    /// <summary>The one or the other.</summary>
    public static double[] Any(this Random random, int count) => random.Next(2) == 0 ? random.WithTies(count) : random.Losses(count);
}
