using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Contagion.Api;

/// <summary>What a job tells those who follow it. Of each kind of event only the latest matters, since each says all there is to say.</summary>
internal sealed class Feed
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, FeedEvent> _latest = [];
    // Numbers go on rising when the server starts again.
    private long _number = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() << 10;
    private TaskCompletionSource _changed = New();
    private bool _isEnded;

    /// <summary>Tells an event.</summary>
    /// <param name="kind">What it is about.</param>
    /// <param name="what">What it says.</param>
    /// <param name="isLast">Whether there will be no other.</param>
    public void Tell(string kind, object what, bool isLast = false)
    {
        var data = JsonSerializer.Serialize(what, what.GetType(), ApiJson.Options);
        lock (_gate)
        {
            _latest[kind] = new FeedEvent(++_number, kind, data);
            _isEnded |= isLast;
            _changed.TrySetResult();
            _changed = New();
        }
    }

    /// <summary>The events after a number in their order, as they come, until the last one. Every so often, where there is none, null.</summary>
    /// <param name="after">The number; 0 for all that is known.</param>
    /// <param name="every">How often to give a sign of life.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async IAsyncEnumerable<FeedEvent?> Read(long after, TimeSpan every, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            FeedEvent[] news;
            Task changed;
            bool isEnded;
            lock (_gate)
            {
                news = [.. _latest.Values.Where(one => one.Number > after).OrderBy(one => one.Number)];
                (changed, isEnded) = (_changed.Task, _isEnded);
            }

            foreach (var one in news)
            {
                after = one.Number;
                yield return one;
            }

            if (isEnded)
            {
                yield break;
            }

            if (news.Length > 0)
            {
                continue;
            }

            using var soon = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var first = await Task.WhenAny(changed, Task.Delay(every, soon.Token));
            await soon.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
            if (first != changed)
            {
                yield return null;
            }
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>An event.</summary>
/// <param name="Number">Its number; later ones have higher numbers.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Data">What it says, as JSON.</param>
internal sealed record FeedEvent(long Number, string Kind, string Data);
