using System.Runtime.CompilerServices;
using Contagion.Model;
using Contagion.Networks;
using Contagion.Tests;

namespace Contagion.Grains.Tests;

/// <summary>A silo has one copy of a network, as long as anybody uses it.</summary>
public sealed class SharedScenariosTests
{
    [Fact]
    public async Task A_network_that_is_in_use_is_not_read_again()
    {
        var source = new Counting();
        var shared = new SharedScenarios(source);

        var found = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => shared.Find("one")));
        var again = await shared.Find("one");
        await shared.Find("two");

        Assert.All(found, one => Assert.Same(again.Network, one.Network));
        Assert.Equal(2, source.Asked);
    }

    [Fact]
    public void A_network_that_nobody_uses_any_more_is_let_go()
    {
        var source = new Counting();
        var shared = new SharedScenarios(source);
        Use(shared);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Use(shared);

        Assert.Equal(2, source.Asked);
    }

    [Fact]
    public async Task What_could_not_be_read_is_tried_again()
    {
        var source = new Counting { IsAway = true };
        var shared = new SharedScenarios(source);
        await Assert.ThrowsAsync<KeyNotFoundException>(() => shared.Find("one"));
        source.IsAway = false;

        Assert.NotNull((await shared.Find("one")).Network);
    }

    // Not inlined, so that nothing of it stays on the stack.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Use(SharedScenarios shared) => Assert.NotNull(Task.Run(() => shared.Find("one")).GetAwaiter().GetResult().Network);

    private sealed class Counting : IScenarioSource
    {
        private int _asked;

        public int Asked => _asked;

        public bool IsAway { get; set; }

        public async Task<(Scenario Scenario, Network Network)> Find(string content, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _asked);
            await Task.Yield();
            return IsAway ? throw new KeyNotFoundException(content) : SmallStudy.Of(1);
        }
    }
}
