using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Contagion.Networks;

/// <summary>Eight bytes that stand for an id in UTF-8: together with its length they are the whole id when it is short, and a hash of it otherwise.</summary>
internal static class IdKey
{
    private const int WholeBytes = sizeof(ulong);

    /// <summary>2⁶⁴ over the golden ratio, odd: the usual multiplier of multiplicative hashing (Knuth, The Art of Computer Programming, 6.4).</summary>
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    /// <summary>Another in every process, so that no file can be made whose ids all fall on one slot. Where an id stands decides nothing else.</summary>
    private static readonly ulong Secret = (ulong)Random.Shared.NextInt64();

    /// <summary>The key of an id.</summary>
    public static ulong Of(ReadOnlySpan<byte> id)
    {
        if (IsWhole(id))
        {
            return Pack(id);
        }

        var hash = 0UL;
        for (; id.Length > WholeBytes; id = id[WholeBytes..])
        {
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(id));
        }

        return Mix(hash ^ Pack(id));
    }

    /// <summary>Whether the key and the length of an id are all there is to it.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> id) => id.Length <= WholeBytes;

    /// <summary>Spreads a key over all bits: both halves of a 128-bit product, folded.</summary>
    public static ulong Mix(ulong key) => Math.BigMul(key ^ Secret, Multiplier, out var low) ^ low;

    /// <summary>Whether UTF-8 and a string are the same text.</summary>
    public static bool Says(ReadOnlySpan<byte> utf8, ReadOnlySpan<char> text)
    {
        if (Ascii.Equals(utf8, text))
        {
            return true;
        }

        while (!utf8.IsEmpty && !text.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(utf8, out var one, out var bytes);
            _ = Rune.DecodeFromUtf16(text, out var other, out var units);
            if (status != OperationStatus.Done || one != other)
            {
                return false;
            }

            utf8 = utf8[bytes..];
            text = text[units..];
        }

        return utf8.IsEmpty && text.IsEmpty;
    }

    /// <summary>Up to eight bytes as one number, which no other bytes of the same length have. Reads overlap: no loop, no byte left out.</summary>
    private static ulong Pack(ReadOnlySpan<byte> bytes) => bytes.Length switch
    {
        WholeBytes => BinaryPrimitives.ReadUInt64LittleEndian(bytes),
        >= 4 => BinaryPrimitives.ReadUInt32LittleEndian(bytes) | ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(bytes[^4..]) << 32),
        > 0 => bytes[0] | ((ulong)bytes[bytes.Length / 2] << 8) | ((ulong)bytes[^1] << 16),
        _ => 0,
    };
}
