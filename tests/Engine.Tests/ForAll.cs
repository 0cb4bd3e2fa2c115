using Contagion.Tests;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace Contagion.Engine.Tests;

/// <summary>Properties of random systems. A failing one is told as <c>RandomSystem.Of(seed, size)</c>, after trying smaller sizes.</summary>
internal static class ForAll
{
    private const int SizeMax = 12;

    /// <summary>The same systems on every run, so that a red test stays red; <c>./test all</c> looks at more and other ones.</summary>
    internal static readonly Config Settings = LongProofs.AreAsked
        ? Config.QuickThrowOnFailure.WithMaxTest(2000)
        : Config.QuickThrowOnFailure.WithMaxTest(100).WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(20150406), FSharpOption<int>.None)));

    /// <summary>Systems of 2 to 12 institutions.</summary>
    public static void Systems(Action<RandomSystem> property) => Check(property, alwaysOutside: false);

    /// <summary>The same where everybody owes somebody outside, so that solutions are unique.</summary>
    public static void RegularSystems(Action<RandomSystem> property) => Check(property, alwaysOutside: true);

    private static void Check(Action<RandomSystem> property, bool alwaysOutside)
    {
        var systems =
            from seed in Gen.Choose(0, 1_000_000)
            from size in Gen.Choose(2, SizeMax)
            select RandomSystem.Of(seed, size, alwaysOutside);
        var smaller = Arb.From(systems, system =>
            Enumerable.Range(2, system.Size - 2).Select(size => RandomSystem.Of(system.Seed, size, alwaysOutside)));
        FsCheck.Check.One(Settings, Prop.ForAll(smaller, property));
    }
}
