using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Contagion.Engine;

/// <summary>Asks for memory that will be read soon. Says nothing about what is read, so it changes no result.</summary>
internal static class Prefetch
{
    /// <summary>How many entries of a row ahead: about as many as memory is busy with at a time.</summary>
    public const int Ahead = 24;

    /// <summary>Whether the processor can be asked.</summary>
    public static bool IsSupported => Sse.IsSupported;

    /// <summary>Asks for the cache line of an entry.</summary>
    /// <param name="entry">The entry; need not lie in memory that exists.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Line<T>(ref T entry)
    {
        if (Sse.IsSupported)
        {
            // A hint only: should the collector move the entry at this very moment, the wrong line is asked for.
            Sse.Prefetch0(Unsafe.AsPointer(ref entry));
        }
    }
}
