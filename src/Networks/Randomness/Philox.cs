using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Contagion.Networks;

/// <summary>Random numbers that are a function of what they are for: the same counter and key give the same number, whoever asks and in whatever order.</summary>
/// <remarks>Philox 4x32-10. Salmon, Moraes, Dror and Shaw (2011), Parallel random numbers: as easy as 1, 2, 3, SC'11.</remarks>
public static class Philox
{
    private const int Rounds = 10;
    private const uint FirstFactor = 0xD2511F53;
    private const uint SecondFactor = 0xCD9E8D57;
    private const uint FirstStep = 0x9E3779B9;
    private const uint SecondStep = 0xBB67AE85;

    /// <summary>Four random words.</summary>
    /// <param name="counter">What the draw is for, 4 words.</param>
    /// <param name="key">The seed, 2 words.</param>
    /// <param name="words">Receives 4 words.</param>
    public static void Words(ReadOnlySpan<uint> counter, ReadOnlySpan<uint> key, Span<uint> words)
    {
        var (a, b, c, d) = (counter[0], counter[1], counter[2], counter[3]);
        var (first, second) = (key[0], key[1]);
        for (var round = 0; round < Rounds; round++)
        {
            var low = (ulong)FirstFactor * a;
            var high = (ulong)SecondFactor * c;
            (a, b, c, d) = ((uint)(high >> 32) ^ b ^ first, (uint)high, (uint)(low >> 32) ^ d ^ second, (uint)low);
            first += FirstStep;
            second += SecondStep;
        }

        (words[0], words[1], words[2], words[3]) = (a, b, c, d);
    }

    /// <summary>A random 64-bit number keyed by what it is for (<c>models.md</c> 0.3).</summary>
    /// <param name="seed">The scenario's seed.</param>
    /// <param name="replication">Index of the replication.</param>
    /// <param name="purpose">Period and purpose.</param>
    /// <param name="entity">Index of the institution or other entity.</param>
    /// <param name="draw">Index of the draw.</param>
    public static ulong Draw(ulong seed, uint replication, uint purpose, uint entity, uint draw)
    {
        Span<uint> words = stackalloc uint[4];
        Words([replication, purpose, entity, draw], [(uint)seed, (uint)(seed >> 32)], words);
        return ((ulong)words[1] << 32) | words[0];
    }

    /// <summary>Eight draws at once, each the same number that <see cref="Draw"/> gives.</summary>
    /// <param name="seed">The scenario's seed.</param>
    /// <param name="replication">Index of the replication.</param>
    /// <param name="purpose">Period and purpose.</param>
    /// <param name="entity">Index of the institution or other entity, below 2³².</param>
    /// <param name="draw">Index of the draw, below 2³².</param>
    public static Vector512<ulong> Draws(ulong seed, uint replication, uint purpose, Vector512<ulong> entity, Vector512<ulong> draw) =>
        Pairs(seed, replication, purpose, entity, draw).First;

    /// <summary>Eight draws at once, and eight more that cost nothing: those are of the other two of each four words.</summary>
    /// <param name="seed">The scenario's seed.</param>
    /// <param name="replication">Index of the replication.</param>
    /// <param name="purpose">Period and purpose.</param>
    /// <param name="entity">Index of the institution or other entity, below 2³².</param>
    /// <param name="draw">Index of the draw, below 2³².</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<ulong> First, Vector512<ulong> Second) Pairs(ulong seed, uint replication, uint purpose, Vector512<ulong> entity, Vector512<ulong> draw)
    {
        var (a, b, c, d) = (Vector512.Create((ulong)replication), Vector512.Create((ulong)purpose), entity, draw);
        var (first, second) = ((uint)seed, (uint)(seed >> 32));
        for (var round = 0; round < Rounds; round++)
        {
            var low = Product(a, FirstFactor);
            var high = Product(c, SecondFactor);
            (a, b, c, d) = ((high >>> 32) ^ b ^ Vector512.Create((ulong)first), high, (low >>> 32) ^ d ^ Vector512.Create((ulong)second), low);
            first += FirstStep;
            second += SecondStep;
        }

        var lower = Vector512.Create((ulong)uint.MaxValue);
        return ((b << 32) | (a & lower), (d << 32) | (c & lower));
    }

    /// <summary>A uniform number strictly between 0 and 1: the middle of one of 2⁵² equal steps, for inverses that are infinite at the ends.</summary>
    public static double Open(ulong bits) => ((bits >> 12) + 0.5) * (1.0 / (1UL << 52));

    /// <summary>A uniform number in [0, 1) of 53 random bits.</summary>
    public static double Uniform(ulong bits) => (bits >> 11) * (1.0 / (1UL << 53));

    /// <summary>Products of the lower halves of eight numbers and a factor: one instruction where the processor has it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Product(Vector512<ulong> numbers, uint factor) => Avx512F.IsSupported
        ? Avx512F.Multiply(numbers.AsUInt32(), Vector512.Create((ulong)factor).AsUInt32())
        : (numbers & Vector512.Create((ulong)uint.MaxValue)) * (ulong)factor;
}
