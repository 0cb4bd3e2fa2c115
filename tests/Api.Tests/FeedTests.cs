namespace Contagion.Api.Tests;

/// <summary>What followers of a run hear.</summary>
public class FeedTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(20);

    [Fact]
    public async Task Where_nothing_happens_there_is_a_sign_of_life()
    {
        var feed = new Feed();
        feed.Tell("state", "queued");
        await using var events = feed.Read(0, Soon, CancellationToken.None).GetAsyncEnumerator();
        Assert.True(await events.MoveNextAsync());
        Assert.Equal(("state", "\"queued\""), (events.Current!.Kind, events.Current.Data));
        Assert.True(await events.MoveNextAsync());
        Assert.Null(events.Current);

        feed.Tell("state", "completed", isLast: true);
        do
        {
            Assert.True(await events.MoveNextAsync());
        }
        while (events.Current is null);

        Assert.Equal("\"completed\"", events.Current.Data);
        Assert.False(await events.MoveNextAsync());
    }

    [Fact]
    public async Task Who_comes_late_hears_the_latest_of_each_kind_and_only_that()
    {
        var feed = new Feed();
        feed.Tell("state", "running");
        feed.Tell("progress", 1);
        feed.Tell("progress", 2);
        feed.Tell("state", "completed", isLast: true);
        var heard = new List<string>();
        await foreach (var one in feed.Read(0, Soon, CancellationToken.None))
        {
            heard.Add($"{one!.Kind} {one.Data}");
        }

        Assert.Equal(["progress 2", "state \"completed\""], heard);
    }

    [Fact]
    public async Task A_later_server_goes_on_counting_where_an_earlier_one_ended()
    {
        var before = new Feed();
        before.Tell("state", "running", isLast: true);
        long last = 0;
        await foreach (var one in before.Read(0, Soon, CancellationToken.None))
        {
            last = one!.Number;
        }

        await Task.Delay(2);
        var after = new Feed();
        after.Tell("state", "completed", isLast: true);
        await foreach (var one in after.Read(last, Soon, CancellationToken.None))
        {
            Assert.True(one!.Number > last);
        }
    }
}
