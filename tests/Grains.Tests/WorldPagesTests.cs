using Orleans.Runtime;
using Orleans.Storage;

namespace Contagion.Grains.Tests;

/// <summary>Logs of worlds in grain storage.</summary>
public sealed class WorldPagesTests
{
    private static readonly GrainId World = GrainId.Create("world", "w");

    private static readonly string Long = new string('x', WorldPages.LengthMax - 1) + "\n";

    // Two silos that do not see each other may both think that a world is theirs.
    [Theory]
    [InlineData("")]
    [InlineData("one\n")]
    [InlineData("full")]
    public async Task Of_two_that_keep_the_same_log_one_is_refused(string before)
    {
        var storage = new SharedStorage();
        var (first, second) = (new WorldPages(storage, World), new WorldPages(storage, World));
        await first.Read();
        var kept = before == "full" ? Long : before;
        if (kept.Length > 0)
        {
            await first.Append(kept);
        }

        await second.Read();
        await first.Append("by the first\n");

        await Assert.ThrowsAsync<InconsistentStateException>(() => second.Append("by the second\n"));
        Assert.Equal(kept + "by the first\n", await new WorldPages(storage, World).Read());
        await second.Read();
        await second.Append("by the second\n");
        await Assert.ThrowsAsync<InconsistentStateException>(() => first.Append("by the first\n"));
    }

    [Fact]
    public async Task Lines_are_read_as_they_were_appended()
    {
        var (storage, random, expected) = (new SharedStorage(), new Random(1), "");
        var pages = new WorldPages(storage, World);
        await pages.Clear();
        for (var line = 0; line < 200; line++)
        {
            var text = new string((char)('a' + (line % 26)), random.Next(10) == 0 ? 2 * WorldPages.LengthMax : random.Next(3000)) + "\n";
            expected += text;
            await pages.Append(text);
            if (random.Next(20) == 0)
            {
                pages = new WorldPages(storage, World);
                Assert.Equal(expected, await pages.Read());
            }
        }

        Assert.Equal(expected, await new WorldPages(storage, World).Read());
        Assert.True(storage.Count > 20);
        await pages.Clear();
        Assert.Equal(0, storage.Count);
        await pages.Append("anew\n");
        Assert.Equal("anew\n", await new WorldPages(storage, World).Read());
    }
}
