using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Contagion.Analysis;

/// <summary>Eight orders of the same numbers side by side, one in each lane.</summary>
/// <remarks>Each vector lies in one cache line: across two it costs a third of the speed of what reads it at random.</remarks>
internal sealed class EightOrders
{
    private readonly double[] _one;
    private readonly Vector512<double>[] _room;
    private readonly nint _shift;

    /// <param name="count">How many numbers.</param>
    public EightOrders(int count)
    {
        // Pinned, so that it stays where it is aligned.
        (_one, _room) = (new double[count], GC.AllocateArray<Vector512<double>>(count + 1, pinned: true));
        var size = Unsafe.SizeOf<Vector512<double>>();
        _shift = (size - (int)(Marshal.UnsafeAddrOfPinnedArrayElement(_room, 0) % size)) % size;
    }

    /// <summary>The numbers by place.</summary>
    public Span<Vector512<double>> Lanes => MemoryMarshal.CreateSpan(ref Unsafe.AddByteOffset(ref MemoryMarshal.GetArrayDataReference(_room), _shift), _one.Length);

    /// <summary>Brings numbers into eight orders.</summary>
    /// <param name="numbers">As many as there is room for.</param>
    /// <param name="seed">The scenario's seed.</param>
    /// <param name="first">Which order the first lane gets.</param>
    public void Shuffle(ReadOnlySpan<double> numbers, ulong seed, int first)
    {
        var lanes = MemoryMarshal.Cast<Vector512<double>, double>(Lanes);
        for (var lane = 0; lane < Vector512<double>.Count; lane++)
        {
            // Each by itself, where caches hold it; then spread.
            numbers.CopyTo(_one);
            KeyedShuffle.Shuffle(_one.AsSpan(), seed, first + lane);
            for (var place = 0; place < _one.Length; place++)
            {
                lanes[(place * Vector512<double>.Count) + lane] = _one[place];
            }
        }
    }

    /// <summary>The same order in every lane.</summary>
    public void Set(ReadOnlySpan<double> numbers)
    {
        for (var place = 0; place < _one.Length; place++)
        {
            Lanes[place] = Vector512.Create(numbers[place]);
        }
    }
}
