using System.Diagnostics;
using System.Globalization;

namespace Contagion.Cli;

/// <summary>One line on standard error that says how far long work is; gone when the work is done.</summary>
internal sealed class Progress(int total, string things, bool isShown) : IDisposable
{
    private const int FirstAfterMs = 500;
    private const int EveryMs = 200;

    private readonly Lock _gate = new();
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private long _next = FirstAfterMs;
    private int _done;

    /// <summary>Notes that some are done; from any thread.</summary>
    public void Add(int more)
    {
        lock (_gate)
        {
            _done += more;
            if (isShown && _watch.ElapsedMilliseconds >= _next)
            {
                _next = _watch.ElapsedMilliseconds + EveryMs;
                var left = _watch.Elapsed * ((double)(total - _done) / _done);
                Console.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{_done:N0} of {total:N0} {things}, about {left.TotalSeconds:N0} s left   "));
            }
        }
    }

    public void Dispose()
    {
        if (isShown && _next > FirstAfterMs)
        {
            Console.Error.Write("\r" + new string(' ', 70) + "\r");
        }
    }
}
