using System.Runtime.ExceptionServices;

namespace Contagion.Engine;

/// <summary>Some institutions of a network that others carry the rest of: what the others told in the step before goes in, what became of its own comes out.</summary>
/// <remarks>
/// It knows no clock, socket or file. Asked twice for the same step it gives the same answer, so whoever carries messages may lose, repeat and delay them, and a partition that is
/// lost with its process is begun again. A step is a sweep of a round; how many a block takes shows when it is at rest.
/// </remarks>
public sealed class Partition : IDisposable
{
    private readonly BlockWorker _worker;
    private readonly Team _team;
    private readonly CancellationTokenSource _stop;
    private readonly SemaphoreSlim _go = new(0);
    private readonly SemaphoreSlim _done = new(0);
    private IReadOnlyList<ReadOnlyMemory<byte>> _heard = [];
    private ExceptionDispatchInfo? _failure;
    private PartitionStep _answer;
    private ReadOnlyMemory<byte> _before;
    private Thread? _thread;
    private int _block = -1;
    private long _taken;

    /// <param name="computer">The scenario, ready to be computed.</param>
    /// <param name="index">Which partition this is, from 0.</param>
    /// <param name="partitions">How many carry the network together.</param>
    /// <param name="granularity">Institutions that an actor carries, at least 1.</param>
    /// <param name="carry">Lets actors carry their institutions, <see cref="ITeam.Carry"/>; null for one after the other.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public Partition(
        BlockComputer computer, int index, int partitions, int granularity, Action<ReadOnlyMemory<int>, Action<int>>? carry = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(index, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, partitions);
        _team = new Team(this, index, partitions, carry);
        (_worker, _stop) = (computer.NewWorker(_team, granularity), CancellationTokenSource.CreateLinkedTokenSource(cancellationToken));
    }

    /// <summary>Rounds of blocks computed so far.</summary>
    public long Rounds => _worker.Rounds;

    /// <summary>Exposures walked so far, by all partitions together.</summary>
    public long Exposures => _worker.Exposures;

    /// <summary>The step that is due next, from 0.</summary>
    public long Next { get; private set; }

    private bool IsOver => _answer.Record is not null || _failure is not null;

    /// <summary>Begins a block: its first step is due.</summary>
    /// <exception cref="InvalidOperationException">Another block is under way, or has failed.</exception>
    public void Begin(int block)
    {
        if (_failure is not null || (_thread is not null && _answer.Record is null))
        {
            throw new InvalidOperationException("A partition that was given up in the middle of a block cannot begin another.");
        }

        _thread?.Join();
        (_block, _thread, _answer, _before, _taken, Next) = (block, null, default, default, 0, 0);
    }

    /// <summary>What this partition told in a step; null where it has not come so far. Not to be asked while a step is under way.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It was told before the last step but one: everybody has heard it.</exception>
    public ReadOnlyMemory<byte>? Told(long step)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(step, Math.Max(0, _taken - 2));
        return step < _taken ? step == _taken - 1 ? _answer.Told : _before : (ReadOnlyMemory<byte>?)null;
    }

    /// <summary>Takes a step, or gives the answer of the last one again.</summary>
    /// <param name="step">The step that is due, or the one before.</param>
    /// <param name="heard">What each partition told in the step before, in their order; of the first step nothing is heard.</param>
    /// <exception cref="ArgumentOutOfRangeException">Another step is due.</exception>
    /// <exception cref="ReplicationException">A replication failed, and the run does not go on without it.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public PartitionStep Step(long step, IReadOnlyList<ReadOnlyMemory<byte>> heard)
    {
        if (TryGo(step, heard))
        {
            _done.Wait();
        }

        return Answer();
    }

    /// <inheritdoc cref="Step"/>
    public async Task<PartitionStep> StepAsync(long step, IReadOnlyList<ReadOnlyMemory<byte>> heard)
    {
        if (TryGo(step, heard))
        {
            await _done.WaitAsync();
        }

        return Answer();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Cancel();
        _thread?.Join();
        _stop.Dispose();
        _go.Dispose();
        _done.Dispose();
    }

    /// <summary>Sets a step going; false where it has been taken before.</summary>
    private bool TryGo(long step, IReadOnlyList<ReadOnlyMemory<byte>> heard)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(step, Math.Max(0, Next - 1));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(step, Next);
        ArgumentOutOfRangeException.ThrowIfLessThan(_block, 0);
        if (step < Next || IsOver)
        {
            return false;
        }

        (_before, _heard, Next) = (_answer.Told, heard, Next + 1);
        if (_thread is null)
        {
            // What is computed waits in the middle of a sweep for what others say: it has a thread of its own to wait on.
            _thread = new Thread(Work) { IsBackground = true, Name = $"partition {_team.Partition}" };
            _thread.Start();
        }
        else
        {
            _go.Release();
        }

        return true;
    }

    private PartitionStep Answer()
    {
        _taken = Next;
        _failure?.Throw();
        return _answer;
    }

    private void Work()
    {
        try
        {
            _answer = new PartitionStep(default, _worker.Record(_block, _stop.Token));
        }
        catch (Exception failure)
        {
            // Told by the thread that asks for the step.
            _failure = ExceptionDispatchInfo.Capture(failure);
        }

        _done.Release();
    }

    private sealed class Team(Partition partition, int index, int partitions, Action<ReadOnlyMemory<int>, Action<int>>? carry) : ITeam
    {
        public int Partition => index;

        public int Partitions => partitions;

        public void Carry(ReadOnlyMemory<int> actors, Action<int> carryOne)
        {
            if (carry is not null)
            {
                carry(actors, carryOne);
                return;
            }

            for (var place = 0; place < actors.Length; place++)
            {
                carryOne(place);
            }
        }

        public IReadOnlyList<ReadOnlyMemory<byte>> Exchange(ReadOnlyMemory<byte> told)
        {
            partition._answer = new PartitionStep(told, null);
            partition._done.Release();
            partition._go.Wait(partition._stop.Token);
            // Both may be there at once.
            partition._stop.Token.ThrowIfCancellationRequested();
            return partition._heard;
        }
    }
}
