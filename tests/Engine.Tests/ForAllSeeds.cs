using FsCheck;
using FsCheck.Fluent;

namespace Contagion.Engine.Tests;

/// <summary>Properties of things that a seed and a size make. A failing one is told with both, after trying smaller sizes.</summary>
internal static class ForAllSeeds
{
    private const int SizeMax = 12;

    /// <summary>Seeds with sizes from 2 to 12.</summary>
    public static void Check(Action<int, int> property)
    {
        var cases =
            from seed in Gen.Choose(0, 1_000_000)
            from size in Gen.Choose(2, SizeMax)
            select (seed, size);
        var smaller = Arb.From(cases, one => Enumerable.Range(2, one.size - 2).Select(size => (one.seed, size)));
        FsCheck.Check.One(ForAll.Settings, Prop.ForAll(smaller, one => property(one.seed, one.size)));
    }
}
