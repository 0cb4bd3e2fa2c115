using System.Runtime.ExceptionServices;

namespace Contagion.Networks;

/// <summary>Work in chunks by all threads, whose outcome is taken up chunk by chunk in their order: the same sums for any number of threads.</summary>
internal static class OrderedWork
{
    /// <summary>Does all chunks.</summary>
    /// <param name="chunks">Number of chunks.</param>
    /// <param name="newWorker">Makes what a thread works with, its own sums among it.</param>
    /// <param name="work">Does a chunk.</param>
    /// <param name="take">Takes up what a worker has; never by two threads at once.</param>
    public static void ForEach<TWorker>(int chunks, Func<TWorker> newWorker, Action<TWorker, int> work, Action<TWorker> take)
        where TWorker : class
    {
        var (gate, next, turn, failure) = (new object(), 0, 0, (ExceptionDispatchInfo?)null);
        Parallel.For(0, Math.Min(chunks, Environment.ProcessorCount), _ =>
        {
            try
            {
                TWorker? worker = null;
                for (var chunk = Interlocked.Increment(ref next) - 1; chunk < chunks; chunk = Interlocked.Increment(ref next) - 1)
                {
                    worker ??= newWorker();
                    work(worker, chunk);
                    lock (gate)
                    {
                        // Whoever has the earliest chunk never waits, so that somebody always goes on.
                        while (turn != chunk && failure is null)
                        {
                            Monitor.Wait(gate);
                        }

                        if (failure is not null)
                        {
                            return;
                        }

                        take(worker);
                        turn++;
                        Monitor.PulseAll(gate);
                    }
                }
            }
            catch (Exception fault)
            {
                lock (gate)
                {
                    failure ??= ExceptionDispatchInfo.Capture(fault);
                    Monitor.PulseAll(gate);
                }
            }
        });
        failure?.Throw();
    }
}
