using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace Contagion.Networks.Tests;

/// <summary>Properties of random debts. A failing one is told with its seed and size, after trying smaller sizes.</summary>
internal static class ForAllDebts
{
    private const int SizeMax = 12;

    /// <summary>The same debts on every run, so that a red test stays red; <c>./test all</c> looks at more and other ones.</summary>
    private static readonly Config Settings = Environment.GetEnvironmentVariable("CONTAGION_TEST_ALL") is "1"
        ? Config.QuickThrowOnFailure.WithMaxTest(2000)
        : Config.QuickThrowOnFailure.WithMaxTest(100).WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(20150406), FSharpOption<int>.None)));

    /// <summary>Debts of 1 to 12 institutions, from none to all pairs.</summary>
    public static void Check(Action<double[,], string> property, bool hasTies = true)
    {
        var cases =
            from seed in Gen.Choose(0, 1_000_000)
            from size in Gen.Choose(1, SizeMax)
            select (seed, size);
        var smaller = Arb.From(cases, one => Enumerable.Range(1, one.size - 1).Select(size => (one.seed, size)));
        FsCheck.Check.One(Settings, Prop.ForAll(smaller, one => property(Made(one.seed, one.size, hasTies), $"seed {one.seed}, size {one.size}")));
    }

    /// <summary>Amounts of a few whole numbers, so that paths tie, or of any size.</summary>
    public static double[,] Made(int seed, int size, bool hasTies)
    {
        var random = new Random(seed);
        var (density, isWhole) = (random.NextDouble(), hasTies && random.Next(2) == 0);
        var debts = new double[size, size];
        for (var debtor = 0; debtor < size; debtor++)
        {
            for (var creditor = 0; creditor < size; creditor++)
            {
                var amount = isWhole ? random.Next(1, 4) : Math.Exp(2 * ((2 * random.NextDouble()) - 1));
                debts[debtor, creditor] = debtor != creditor && random.NextDouble() < density ? amount : 0;
            }
        }

        return debts;
    }
}
