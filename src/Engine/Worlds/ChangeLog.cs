namespace Contagion.Engine;

/// <summary>When each institution changed and to what: memory in proportion to changes, the last ones of each institution found at once.</summary>
/// <remarks>Entries are never changed once written, and each knows the one before it of its institution. Whoever holds the entries as they were at
/// some moment can read them while others are added. Beyond <see cref="EntriesMax"/> the oldest are forgotten.</remarks>
internal sealed class ChangeLog
{
    /// <summary>Entries that are kept at least: some gigabyte of them.</summary>
    public const long EntriesMax = 1L << 24;

    /// <summary>Stands for no entry.</summary>
    public const long None = -1;

    private const int ChunkSize = 4096;

    private readonly List<Chunk> _chunks = [];
    private readonly long _entriesMax;
    private long _first;
    private long _count;

    /// <param name="entriesMax">Entries that are kept at least.</param>
    public ChangeLog(long entriesMax = EntriesMax) => _entriesMax = entriesMax;

    /// <summary>Adds an entry; returns its place.</summary>
    /// <param name="previous">Place of the institution's entry before; <see cref="None"/> where there is none.</param>
    /// <param name="change">What changed.</param>
    public long Add(long previous, in InstitutionChange change)
    {
        if (_count == _first + ((long)_chunks.Count * ChunkSize))
        {
            _chunks.Add(new Chunk());
        }

        var chunk = _chunks[^1];
        chunk.Write((int)(_count % ChunkSize), previous, change);
        if ((_chunks.Count - 2L) * ChunkSize >= _entriesMax)
        {
            _chunks.RemoveAt(0);
            _first += ChunkSize;
        }

        return _count++;
    }

    /// <summary>The entries as they are now.</summary>
    public Moment Now() => new([.. _chunks], _first, _count);

    /// <summary>The entries as they were at some moment.</summary>
    /// <param name="chunks">What is kept of them.</param>
    /// <param name="first">Place of the first one that is kept.</param>
    /// <param name="count">How many there have been.</param>
    public sealed class Moment(Chunk[] chunks, long first, long count)
    {
        /// <summary>How many entries there have been, those forgotten included.</summary>
        public long Count => count;

        /// <summary>An entry and those before it of the same institution, the latest first, as far as they are kept.</summary>
        /// <param name="last">Place of the latest.</param>
        public IEnumerable<InstitutionChange> Back(long last)
        {
            for (var place = last; place >= first;)
            {
                (place, var change) = chunks[(place - first) / ChunkSize].Read((int)(place % ChunkSize));
                yield return change;
            }
        }
    }

    /// <summary>Entries that lie together.</summary>
    public sealed class Chunk
    {
        private readonly long[] _previous = new long[ChunkSize];
        private readonly InstitutionChange[] _change = new InstitutionChange[ChunkSize];

        public void Write(int place, long previous, in InstitutionChange change) => (_previous[place], _change[place]) = (previous, change);

        public (long Previous, InstitutionChange Change) Read(int place) => (_previous[place], _change[place]);
    }
}
