using System.Diagnostics.Metrics;

namespace Contagion.Grains;

/// <summary>What a silo tells about its work: never which run it is for, since runs are without number.</summary>
public sealed class WorkMeter : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "Contagion";

    /// <summary>Seconds: from a barrier on one machine to a block of a large network.</summary>
    private static readonly InstrumentAdvice<double> Seconds = new() { HistogramBucketBoundaries = [0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300] };

    private readonly Meter _meter = new(Name);
    private readonly Counter<long> _blocks;
    private readonly Counter<long> _rounds;
    private readonly Counter<long> _exposures;
    private readonly Histogram<double> _work;
    private readonly Histogram<double> _wait;
    private readonly Histogram<double> _barrier;
    private readonly Histogram<double> _checkpoint;
    private readonly Counter<long> _heard;
    private readonly UpDownCounter<int> _queue;

    /// <summary>Makes the instruments.</summary>
    public WorkMeter()
    {
        _blocks = _meter.CreateCounter<long>("contagion.blocks", "{block}", "Blocks computed, of eight replications each.");
        _rounds = _meter.CreateCounter<long>("contagion.rounds", "{round}", "Rounds of blocks computed.");
        _exposures = _meter.CreateCounter<long>("contagion.exposures", "{exposure}", "Exposures walked; each counts once for all replications of a block.");
        _work = Times("contagion.work", "Time that computing the blocks of one call took.");
        _wait = Times("contagion.wait", "Time that a call waited for a processor.");
        _barrier = Times("contagion.barrier", "Time that a partition waited in a step for what the others told.");
        _checkpoint = Times("contagion.checkpoint", "Time that keeping the records of one call took.");
        _heard = _meter.CreateCounter<long>("contagion.heard", "By", "Bytes that partitions heard from each other.");
        _queue = _meter.CreateUpDownCounter<int>("contagion.queue", "{call}", "Calls that wait for a processor.");
    }

    /// <summary>Notes that one more call waits for a processor, or one less.</summary>
    public void Queue(int calls) => _queue.Add(calls);

    /// <summary>Notes how long a call waited.</summary>
    public void Waited(TimeSpan time) => _wait.Record(time.TotalSeconds);

    /// <summary>Notes how long a partition waited in a step for the others.</summary>
    public void WaitedAtBarrier(TimeSpan time) => _barrier.Record(time.TotalSeconds);

    /// <summary>Notes what a call computed.</summary>
    public void Worked(int blocks, long rounds, long exposures, TimeSpan time)
    {
        _blocks.Add(blocks);
        _rounds.Add(rounds);
        _exposures.Add(exposures);
        _work.Record(time.TotalSeconds);
    }

    /// <summary>Notes how long keeping records took.</summary>
    public void Kept(TimeSpan time) => _checkpoint.Record(time.TotalSeconds);

    /// <summary>Notes how many bytes a partition heard from the others.</summary>
    public void Heard(long bytes) => _heard.Add(bytes);

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    private Histogram<double> Times(string name, string description) => _meter.CreateHistogram(name, "s", description, tags: null, Seconds);
}
