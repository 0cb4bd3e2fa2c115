using System.Diagnostics.Metrics;

namespace Contagion.Grains;

/// <summary>What a silo tells about its work: never which run it is for, since runs are without number.</summary>
public sealed class WorkMeter : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "Contagion";

    private readonly Meter _meter = new(Name);
    private readonly Counter<long> _blocks;
    private readonly Counter<long> _rounds;
    private readonly Counter<long> _exposures;
    private readonly Histogram<double> _work;
    private readonly Histogram<double> _wait;
    private readonly Histogram<double> _checkpoint;
    private readonly Histogram<double> _barrier;
    private readonly Counter<long> _heard;
    private readonly UpDownCounter<int> _queue;

    /// <summary>Makes the instruments.</summary>
    public WorkMeter()
    {
        _blocks = _meter.CreateCounter<long>("contagion.blocks", "{block}", "Blocks computed, of eight replications each.");
        _rounds = _meter.CreateCounter<long>("contagion.rounds", "{round}", "Rounds of blocks computed.");
        _exposures = _meter.CreateCounter<long>("contagion.exposures", "{exposure}", "Exposures walked; each counts once for all replications of a block.");
        _work = _meter.CreateHistogram<double>("contagion.work", "s", "Time that computing the blocks of one call took.");
        _wait = _meter.CreateHistogram<double>("contagion.wait", "s", "Time that a call waited for a processor.");
        _checkpoint = _meter.CreateHistogram<double>("contagion.checkpoint", "s", "Time that keeping the records of one call took.");
        _barrier = _meter.CreateHistogram<double>("contagion.barrier", "s", "Time that a partition waited in a step for what the others told.");
        _heard = _meter.CreateCounter<long>("contagion.heard", "By", "Bytes that partitions heard from each other.");
        _queue = _meter.CreateUpDownCounter<int>("contagion.queue", "{call}", "Calls that wait for a processor.");
    }

    /// <summary>Notes that one more call waits for a processor, or one less.</summary>
    public void Queue(int calls) => _queue.Add(calls);

    /// <summary>Notes how long a call waited.</summary>
    public void Waited(TimeSpan time) => _wait.Record(time.TotalSeconds);

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

    /// <summary>Notes how long a partition waited in a step for the others.</summary>
    public void WaitedAtBarrier(TimeSpan time) => _barrier.Record(time.TotalSeconds);

    /// <summary>Notes how many bytes a partition heard from the others.</summary>
    public void Heard(long bytes) => _heard.Add(bytes);

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
