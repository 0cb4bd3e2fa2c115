using System.Buffers;
using System.Numerics;
using System.Text.Unicode;

namespace Contagion.Networks;

/// <summary>Finds institutions by id, from a string or straight from the UTF-8 of a file.</summary>
/// <remarks>Open addressing, tried one slot after the other, at most half full. Looking up the debtors of a large network in no order
/// misses the cache each time, so what counts is how often: once here for an id of up to eight bytes, which stands in its slot.</remarks>
/// <param name="ids">The ids by index, to compare longer ones with.</param>
internal sealed class IdIndex(IReadOnlyList<string> ids)
{
    /// <summary>Longer ids are seldom; they are encoded in memory of their own.</summary>
    private const int StackBytes = 256;

    /// <summary>At most three bytes of UTF-8 stand for one UTF-16 unit.</summary>
    private const int BytesPerUnit = 3;

    private Slot[] _slots = new Slot[16];
    private int _count;

    /// <summary>The index of an id; false when there is none.</summary>
    /// <param name="id">The id in UTF-8.</param>
    /// <param name="institution">Its index; −1 when there is none.</param>
    public bool TryFind(ReadOnlySpan<byte> id, out int institution)
    {
        ref readonly var slot = ref _slots[Place(id, IdKey.Of(id))];
        institution = slot.IsFree ? -1 : slot.Institution;
        return !slot.IsFree;
    }

    /// <summary>The index of an id; false when there is none.</summary>
    public bool TryFind(string id, out int institution)
    {
        institution = -1;
        Span<byte> utf8 = id.Length <= StackBytes / BytesPerUnit ? stackalloc byte[StackBytes] : new byte[id.Length * BytesPerUnit];
        return TryEncode(id, utf8, out var length) && TryFind(utf8[..length], out institution);
    }

    /// <summary>Makes room for so many ids, so that none needs to be moved. Ids lie all over that room: a guess too high costs memory.</summary>
    public void EnsureCapacity(int count)
    {
        if (_slots.Length < 2L * count)
        {
            Grow((int)BitOperations.RoundUpToPowerOf2((uint)(2 * count)));
        }
    }

    /// <summary>Adds an id; false when it is taken.</summary>
    /// <exception cref="ArgumentException">The id has half of a character, which UTF-8 cannot write.</exception>
    public bool TryAdd(string id, int institution)
    {
        Span<byte> utf8 = id.Length <= StackBytes / BytesPerUnit ? stackalloc byte[StackBytes] : new byte[id.Length * BytesPerUnit];
        if (!TryEncode(id, utf8, out var length))
        {
            throw new ArgumentException("The id has half of a character; expected text.", nameof(id));
        }

        if (2 * _count >= _slots.Length)
        {
            Grow(_slots.Length * 2);
        }

        var key = IdKey.Of(utf8[..length]);
        ref var slot = ref _slots[Place(utf8[..length], key)];
        if (!slot.IsFree)
        {
            return false;
        }

        slot = new Slot(key, length, institution);
        _count++;
        return true;
    }

    private static bool TryEncode(string id, Span<byte> utf8, out int length) =>
        Utf8.FromUtf16(id, utf8, out _, out length, replaceInvalidSequences: false) == OperationStatus.Done;

    /// <summary>The slot in which an id stands, or the free one in which it would.</summary>
    private int Place(ReadOnlySpan<byte> id, ulong key)
    {
        var slots = _slots;
        for (var at = Home(key, slots.Length); ; at = (at + 1) & (slots.Length - 1))
        {
            ref readonly var slot = ref slots[at];
            if (slot.IsFree || (slot.Key == key && slot.Length == id.Length && (IdKey.IsWhole(id) || IdKey.Says(id, ids[slot.Institution]))))
            {
                return at;
            }
        }
    }

    private static int Home(ulong key, int slots) => (int)(IdKey.Mix(key) >> (64 - BitOperations.Log2((uint)slots)));

    private void Grow(int slots)
    {
        var before = _slots;
        _slots = new Slot[slots];
        foreach (var slot in before)
        {
            if (slot.IsFree)
            {
                continue;
            }

            // Ids differ from each other already, so that the first free slot will do.
            var at = Home(slot.Key, _slots.Length);
            while (!_slots[at].IsFree)
            {
                at = (at + 1) & (_slots.Length - 1);
            }

            _slots[at] = slot;
        }
    }

    /// <summary>Where an id may stand; of length 0 when none does.</summary>
    private readonly record struct Slot(ulong Key, int Length, int Institution)
    {
        public bool IsFree => Length == 0;
    }
}
