namespace Contagion.Engine.Tests.Split;

/// <summary>A host whose clock, network and processes are drawn from a seed: it loses, repeats, delays and reorders messages and lets processes crash.</summary>
/// <remarks>
/// A process asks every other one what it told in the step that is under way, and asks again when nothing comes; it answers as soon as it has come so far. One that crashed has
/// forgotten everything: all begin the block anew under the next attempt, and what is still on its way from earlier attempts is not listened to.
/// </remarks>
internal sealed class SimulatedHost
{
    private const int AskAgain = 50;
    private const int DelayMax = 30;

    private readonly BlockComputer _computer;
    private readonly Process[] _processes;
    private readonly int _granularity;
    private readonly Random _random;
    private readonly PriorityQueue<Event, (long At, long Number)> _queue = new();
    private int _block;
    private int _attempt;
    private long _now;
    private long _number;

    public SimulatedHost(BlockComputer computer, int partitions, int granularity, int seed)
    {
        (_computer, _granularity, _random) = (computer, granularity, new Random(seed));
        _processes = [.. Enumerable.Range(0, partitions).Select(_ => new Process(partitions))];
    }

    private enum EventKind
    {
        Ask,
        Answer,
        Timer,
        Restart,
    }

    /// <summary>Share of messages that are lost.</summary>
    public double Lost { get; init; } = 0.05;

    /// <summary>Share of messages that come twice.</summary>
    public double Repeated { get; init; } = 0.05;

    /// <summary>Probability that a process crashes when something reaches it.</summary>
    public double Crashes { get; init; }

    /// <summary>Steps taken so far, those of attempts that were lost included.</summary>
    public long Steps { get; private set; }

    /// <summary>Processes that have crashed so far.</summary>
    public int Crashed { get; private set; }

    /// <summary>Messages that were lost, and that came twice, so far.</summary>
    public (int Lost, int Repeated) Disturbed { get; private set; }

    /// <summary>Computes a block; all processes must come to the same record.</summary>
    public byte[] Run(int block)
    {
        (_block, _attempt) = (block, 0);
        _queue.Clear();
        Begin();
        try
        {
            while (!Array.TrueForAll(_processes, one => one.Record is not null))
            {
                _queue.TryDequeue(out var next, out var time);
                _now = time.At;
                Happen(next!);
            }

            var record = _processes[0].Record!;
            return Array.TrueForAll(_processes, one => one.Record.AsSpan().SequenceEqual(record)) ? record : throw new InvalidOperationException("Processes do not agree.");
        }
        finally
        {
            Array.ForEach(_processes, one => one.Forget());
        }
    }

    private void Begin()
    {
        _attempt++;
        for (var index = 0; index < _processes.Length; index++)
        {
            _processes[index].Begin(_block, new Partition(_computer, index, _processes.Length, _granularity));
            Step(index, []);
        }
    }

    private void Happen(Event one)
    {
        if (one.Kind == EventKind.Restart)
        {
            Begin();
            return;
        }

        var process = _processes[one.To];
        if (one.Attempt != _attempt || process.Partition is not { } partition)
        {
            return;
        }

        if (_random.NextDouble() < Crashes)
        {
            Crashed++;
            process.Forget();
            Post(new Event(EventKind.Restart, 0, 0, _attempt, 0, default), 2 * AskAgain);
            return;
        }

        switch (one.Kind)
        {
            case EventKind.Ask when one.Step < partition.Next:
                // Asked for what everybody has heard: the question is old.
                if (one.Step >= partition.Next - 2)
                {
                    Send(new Event(EventKind.Answer, one.To, one.From, _attempt, one.Step, partition.Told(one.Step)!.Value));
                }

                break;
            case EventKind.Answer when one.Step == process.Step && process.Record is null:
                process.Heard[one.From] = one.Told;
                if (process.Missing(one.To).Length == 0)
                {
                    Step(one.To, [.. process.Heard.Select(told => told ?? default)]);
                }

                break;
            case EventKind.Timer when one.Step == process.Step && process.Record is null:
                Ask(one.To);
                break;
        }
    }

    private void Step(int index, ReadOnlyMemory<byte>[] heard)
    {
        var process = _processes[index];
        var step = process.Step + 1;
        var answer = process.Partition!.Step(step, heard);
        // Whoever is asked twice says the same.
        if (_random.Next(16) == 0)
        {
            var again = process.Partition.Step(step, []);
            Assert.True(answer.Told.Span.SequenceEqual(again.Told.Span) && answer.Record == again.Record);
        }

        process.Advance(answer.Record);
        Steps += index == 0 ? 1 : 0;
        if (answer.Record is null)
        {
            if (_processes.Length == 1)
            {
                Step(index, [default]);
                return;
            }

            Ask(index);
        }
    }

    private void Ask(int index)
    {
        var process = _processes[index];
        foreach (var other in process.Missing(index))
        {
            Send(new Event(EventKind.Ask, index, other, _attempt, process.Step, default));
        }

        Post(new Event(EventKind.Timer, index, index, _attempt, process.Step, default), AskAgain);
    }

    private void Send(Event message)
    {
        if (_random.NextDouble() < Lost)
        {
            Disturbed = (Disturbed.Lost + 1, Disturbed.Repeated);
            return;
        }

        Post(message, 1 + _random.Next(DelayMax));
        if (_random.NextDouble() < Repeated)
        {
            Disturbed = (Disturbed.Lost, Disturbed.Repeated + 1);
            Post(message, 1 + _random.Next(4 * DelayMax));
        }
    }

    private void Post(Event one, int delay) => _queue.Enqueue(one, (_now + delay, _number++));

    private sealed record Event(EventKind Kind, int From, int To, int Attempt, long Step, ReadOnlyMemory<byte> Told);

    private sealed class Process(int partitions)
    {
        public Partition? Partition { get; private set; }

        public byte[]? Record { get; private set; }

        public long Step { get; private set; }

        public ReadOnlyMemory<byte>?[] Heard { get; } = new ReadOnlyMemory<byte>?[partitions];

        public int[] Missing(int self) => [.. Enumerable.Range(0, Heard.Length).Where(other => other != self && Heard[other] is null)];

        public void Begin(int block, Partition partition)
        {
            Forget();
            Partition = partition;
            partition.Begin(block);
        }

        public void Advance(byte[]? record)
        {
            (Step, Record) = (Step + 1, record);
            Array.Clear(Heard);
        }

        public void Forget()
        {
            Partition?.Dispose();
            (Partition, Record, Step) = (null, null, -1);
            Array.Clear(Heard);
        }
    }
}
