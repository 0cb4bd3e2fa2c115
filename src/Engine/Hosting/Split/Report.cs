using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Contagion.Engine;

/// <summary>What became of an actor's institutions in a sweep, as bytes for those who carry others.</summary>
/// <remarks>
/// Institutions are told a few at a time, as they are carried: which of the things below anything is said of, a bit each; then for each of those a bit for every
/// institution, and of arrays the entries of those whose bit is set. Who reads goes over the same institutions in the same order, so that no index is written.
/// </remarks>
internal sealed class Report<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private const int NotedBit = 0;
    private const int InsideBit = 1;
    private const int Arrays = 2;
    private const int WordBits = 64;

    private readonly StateArray<TLanes>[] _arrays;
    private readonly int _presentBytes;
    private readonly List<int> _noted = [];
    private TLanes[] _before = [];
    private byte[] _bytes = new byte[256];
    private int _length;

    /// <param name="arrays">What is told of institutions.</param>
    public Report(StateArray<TLanes>[] arrays)
    {
        _arrays = arrays;
        _presentBytes = (Arrays + arrays.Length + 7) / 8;
    }

    /// <summary>What has been written since <see cref="Clear"/>.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    /// <summary>Those who were noted since <see cref="Clear"/>.</summary>
    public List<int> Noted => _noted;

    /// <summary>Room for the numbers of a part.</summary>
    public LaneArray<TLanes> Rooms { get; } = new(Part<TLanes>.RoomMax);

    /// <summary>Room for those of a part who are noted.</summary>
    public int[] Changed { get; } = new int[Part<TLanes>.CountMax];

    /// <summary>Forgets what has been written.</summary>
    public void Clear()
    {
        _length = 0;
        _noted.Clear();
    }

    /// <summary>Remembers how institutions stand before they are carried.</summary>
    public void Remember(ReadOnlySpan<int> institutions)
    {
        var length = 0;
        foreach (ref readonly var array in _arrays.AsSpan())
        {
            if (IsRow(array, institutions, out var row))
            {
                MakeRoom(length + row.Length);
                row.CopyTo(_before.AsSpan(length));
                length += row.Length;
                continue;
            }

            foreach (var institution in institutions)
            {
                var entries = array.Of(institution);
                MakeRoom(length + entries.Length);
                entries.CopyTo(_before.AsSpan(length));
                length += entries.Length;
            }
        }
    }

    /// <summary>Writes what has changed since <see cref="Remember"/>.</summary>
    /// <param name="institutions">The same institutions.</param>
    /// <param name="noted">Those of them that were noted; the complement of one that is noted otherwise.</param>
    public void Tell(ReadOnlySpan<int> institutions, ReadOnlySpan<int> noted)
    {
        var present = Grow(_presentBytes);
        _bytes.AsSpan(present, _presentBytes).Clear();
        _noted.AddRange(noted);
        Tell(institutions, noted, present);
        var before = 0;
        for (var array = 0; array < _arrays.Length; array++)
        {
            ref readonly var told = ref _arrays[array];
            var isAny = IsRow(told, institutions, out var row) ? TellRow(row, ref before) : TellEach(told, institutions, ref before);
            if (isAny)
            {
                Mark(present, Arrays + array);
            }
        }
    }

    /// <summary>Writes everything there is to tell, changed or not.</summary>
    public void TellAll(ReadOnlySpan<int> institutions)
    {
        var present = Grow(_presentBytes);
        _bytes.AsSpan(present, _presentBytes).Clear();
        for (var array = 0; array < _arrays.Length; array++)
        {
            Mark(present, Arrays + array);
            Write(institutions.Length == WordBits ? ulong.MaxValue : (1UL << institutions.Length) - 1);
            foreach (var institution in institutions)
            {
                Write(_arrays[array].Of(institution));
            }
        }
    }

    /// <summary>Takes over what was told of institutions that somebody else carried.</summary>
    /// <param name="institutions">The institutions, those that were told together.</param>
    /// <param name="told">What was told; what has been read is taken off.</param>
    /// <param name="noted">Receives those who were noted; null where nobody asks.</param>
    public void Hear(ReadOnlySpan<int> institutions, ref ReadOnlySpan<byte> told, List<int>? noted)
    {
        var present = told[.._presentBytes];
        told = told[_presentBytes..];
        if (IsMarked(present, NotedBit))
        {
            var (mask, inside) = (ReadMask(ref told), IsMarked(present, InsideBit) ? ReadMask(ref told) : 0);
            for (; mask != 0 && noted is not null; mask &= mask - 1)
            {
                var place = BitOperations.TrailingZeroCount(mask);
                noted.Add((inside >> place & 1) == 0 ? institutions[place] : ~institutions[place]);
            }
        }

        for (var array = 0; array < _arrays.Length; array++)
        {
            if (IsMarked(present, Arrays + array))
            {
                var mask = ReadMask(ref told);
                if (BitOperations.PopCount(mask) == institutions.Length && IsRow(_arrays[array], institutions, out var row))
                {
                    var whole = MemoryMarshal.AsBytes(row);
                    told[..whole.Length].CopyTo(whole);
                    told = told[whole.Length..];
                    continue;
                }

                for (; mask != 0; mask &= mask - 1)
                {
                    var entries = MemoryMarshal.AsBytes(_arrays[array].Of(institutions[BitOperations.TrailingZeroCount(mask)]));
                    told[..entries.Length].CopyTo(entries);
                    told = told[entries.Length..];
                }
            }
        }
    }

    /// <summary>Whether numbers have the same bits: a zero of another sign is news too.</summary>
    private static bool AreSame(ReadOnlySpan<TLanes> entries, ReadOnlySpan<TLanes> before) => MemoryMarshal.AsBytes(entries).SequenceEqual(MemoryMarshal.AsBytes(before));

    /// <summary>Whether the entries of institutions lie side by side, one each.</summary>
    private static bool IsRow(in StateArray<TLanes> array, ReadOnlySpan<int> institutions, out Span<TLanes> row)
    {
        var isRow = array.PerInstitution == 1 && institutions[^1] - institutions[0] == institutions.Length - 1;
        row = isRow ? array.Lanes.Span.Slice(institutions[0], institutions.Length) : default;
        return isRow;
    }

    private static bool IsMarked(ReadOnlySpan<byte> present, int bit) => (present[bit / 8] >> (bit % 8) & 1) != 0;

    private static ulong ReadMask(ref ReadOnlySpan<byte> told)
    {
        var mask = BinaryPrimitives.ReadUInt64LittleEndian(told);
        told = told[sizeof(ulong)..];
        return mask;
    }

    /// <summary>Writes who was noted; they come in the order in which they were carried.</summary>
    private void Tell(ReadOnlySpan<int> institutions, ReadOnlySpan<int> noted, int present)
    {
        var (mask, inside, place) = (0UL, 0UL, 0);
        foreach (var note in noted)
        {
            while (institutions[place] != Math.Max(note, ~note))
            {
                place++;
            }

            mask |= 1UL << place;
            inside |= note < 0 ? 1UL << place : 0;
        }

        if (mask != 0)
        {
            Mark(present, NotedBit);
            Write(mask);
        }

        if (inside != 0)
        {
            Mark(present, InsideBit);
            Write(inside);
        }
    }

    /// <summary>Writes those of a row that have changed; false where none has.</summary>
    private bool TellRow(ReadOnlySpan<TLanes> row, ref int remembered)
    {
        ReadOnlySpan<TLanes> before = _before.AsSpan(remembered, row.Length);
        remembered += row.Length;
        if (AreSame(row, before))
        {
            return false;
        }

        var mask = 0UL;
        if (Unsafe.SizeOf<TLanes>() == sizeof(ulong))
        {
            var now = MemoryMarshal.Cast<TLanes, ulong>(row);
            var then = MemoryMarshal.Cast<TLanes, ulong>(before);
            for (var place = 0; place < now.Length; place++)
            {
                mask |= (now[place] != then[place] ? 1UL : 0) << place;
            }
        }
        else
        {
            for (var place = 0; place < row.Length; place++)
            {
                mask |= (AreSame(row.Slice(place, 1), before.Slice(place, 1)) ? 0UL : 1) << place;
            }
        }

        Write(mask);
        if (BitOperations.PopCount(mask) == row.Length)
        {
            Write(row);
            return true;
        }

        for (; mask != 0; mask &= mask - 1)
        {
            Write(row.Slice(BitOperations.TrailingZeroCount(mask), 1));
        }

        return true;
    }

    /// <summary>Writes those that have changed, wherever they lie; false where none has.</summary>
    private bool TellEach(in StateArray<TLanes> array, ReadOnlySpan<int> institutions, ref int remembered)
    {
        var (mask, place, masks) = (0UL, 0, 0);
        foreach (var institution in institutions)
        {
            var entries = array.Of(institution);
            if (!AreSame(entries, _before.AsSpan(remembered, entries.Length)))
            {
                masks = mask == 0 ? Grow(sizeof(ulong)) : masks;
                mask |= 1UL << place;
                Write(entries);
            }

            remembered += entries.Length;
            place++;
        }

        if (mask != 0)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(_bytes.AsSpan(masks), mask);
        }

        return mask != 0;
    }

    private void MakeRoom(int length)
    {
        if (_before.Length < length)
        {
            Array.Resize(ref _before, Math.Max(2 * _before.Length, length));
        }
    }

    private void Mark(int present, int bit) => _bytes[present + (bit / 8)] |= (byte)(1 << (bit % 8));

    private void Write(ulong mask)
    {
        var at = Grow(sizeof(ulong));
        BinaryPrimitives.WriteUInt64LittleEndian(_bytes.AsSpan(at), mask);
    }

    private void Write(ReadOnlySpan<TLanes> entries)
    {
        var bytes = MemoryMarshal.AsBytes(entries);
        var at = Grow(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(at));
    }

    /// <summary>Makes room; returns where it begins.</summary>
    private int Grow(int bytes)
    {
        var at = _length;
        if (_bytes.Length - at < bytes)
        {
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, at + bytes));
        }

        _length += bytes;
        return at;
    }
}
