using Contagion.Engine;

namespace Contagion.Grains;

/// <summary>Keeps blocks in memory: for clusters in one process, whose silos share it.</summary>
public sealed class MemoryBlockStore : IBlockStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Kept> _runs = [];
    private long _number;

    /// <inheritdoc/>
    public Task Open(string run, long attempt)
    {
        lock (_gate)
        {
            var kept = _runs.TryGetValue(run, out var before) ? before : _runs[run] = new Kept();
            if (kept.Attempt < attempt)
            {
                (kept.Attempt, kept.IsOpen, kept.Opened) = (attempt, true, ++_number);
            }
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task Close(string run, long attempt)
    {
        lock (_gate)
        {
            if (_runs.TryGetValue(run, out var kept) && kept.Attempt == attempt)
            {
                kept.IsOpen = false;
            }
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<OpenRun>> Unfinished(int runsMax)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<OpenRun>>(
                [.. _runs.Where(pair => pair.Value.IsOpen).OrderBy(pair => pair.Value.Opened).Take(runsMax).Select(pair => new OpenRun(pair.Key, pair.Value.Attempt))]);
        }
    }

    /// <inheritdoc/>
    public Task<bool> Keep(string run, long attempt, IReadOnlyList<KeptBlock> blocks)
    {
        lock (_gate)
        {
            if (!_runs.TryGetValue(run, out var kept) || kept.Attempt != attempt)
            {
                return Task.FromResult(false);
            }

            foreach (var (block, record) in blocks)
            {
                kept.Blocks.TryAdd(block, new NumberedBlock(++_number, block, record));
            }
        }

        return Task.FromResult(true);
    }

    /// <inheritdoc/>
    public Task<int[]> Done(string run)
    {
        lock (_gate)
        {
            return Task.FromResult(_runs.TryGetValue(run, out var kept) ? kept.Blocks.Keys.ToArray() : []);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<NumberedBlock>> Read(string run, long after, long bytesMax)
    {
        lock (_gate)
        {
            var (found, bytes) = (new List<NumberedBlock>(), 0L);
            foreach (var block in _runs.TryGetValue(run, out var kept) ? kept.Blocks.Values.Where(one => one.Number > after).OrderBy(one => one.Number) : Enumerable.Empty<NumberedBlock>())
            {
                if (found.Count > 0 && bytes + block.Record.Length > bytesMax)
                {
                    break;
                }

                found.Add(block);
                bytes += block.Record.Length;
            }

            return Task.FromResult<IReadOnlyList<NumberedBlock>>(found);
        }
    }

    /// <inheritdoc/>
    public Task Drop(string run)
    {
        lock (_gate)
        {
            _runs.Remove(run);
        }

        return Task.CompletedTask;
    }

    private sealed class Kept
    {
        public long Attempt { get; set; }

        public bool IsOpen { get; set; }

        public long Opened { get; set; }

        public SortedDictionary<int, NumberedBlock> Blocks { get; } = [];
    }
}
