namespace Contagion.Engine;

/// <summary>Threads that carry one network together: each takes partitions until none is left, then all wait for each other.</summary>
/// <remarks>Allocates nothing once it stands. Who carries which partition does not matter: partitions write only what is theirs.</remarks>
internal sealed class Crew : IDisposable
{
    private readonly Thread[] _hands;
    private readonly SemaphoreSlim _work = new(0);
    private readonly CountdownEvent _done;
    private Action<int>? _body;
    private Exception? _failure;
    private int _next;
    private volatile bool _isDismissed;

    /// <param name="partitions">Into how many parts the institutions are dealt.</param>
    /// <param name="threads">Threads that carry them, the caller's included.</param>
    public Crew(int partitions, int threads)
    {
        Partitions = partitions;
        _hands = new Thread[Math.Clamp(Math.Min(threads, partitions) - 1, 0, InProcessHost.ThreadsMax)];
        _done = new CountdownEvent(Math.Max(1, _hands.Length));
        for (var hand = 0; hand < _hands.Length; hand++)
        {
            _hands[hand] = new Thread(Serve) { IsBackground = true, Name = $"partition hand {hand + 1}" };
            _hands[hand].Start();
        }
    }

    /// <summary>Into how many parts the institutions are dealt.</summary>
    public int Partitions { get; }

    /// <summary>Runs a body for every partition and returns when all are done.</summary>
    public void Run(Action<int> body)
    {
        (_body, _next) = (body, -1);
        if (_hands.Length > 0)
        {
            _done.Reset(_hands.Length);
            _work.Release(_hands.Length);
        }

        Take(body);
        if (_hands.Length > 0)
        {
            _done.Wait();
        }

        if (_failure is { } failure)
        {
            _failure = null;
            throw new InvalidOperationException("A partition failed.", failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _isDismissed = true;
        if (_hands.Length > 0)
        {
            _work.Release(_hands.Length);
        }

        foreach (var hand in _hands)
        {
            hand.Join();
        }

        _work.Dispose();
        _done.Dispose();
    }

    private void Serve()
    {
        while (true)
        {
            _work.Wait();
            if (_isDismissed)
            {
                return;
            }

            Take(_body!);
            _done.Signal();
        }
    }

    private void Take(Action<int> body)
    {
        try
        {
            for (var partition = Interlocked.Increment(ref _next); partition < Partitions; partition = Interlocked.Increment(ref _next))
            {
                body(partition);
            }
        }
        catch (Exception failure)
        {
            // Told by the thread that waits for all.
            _failure = failure;
        }
    }
}
