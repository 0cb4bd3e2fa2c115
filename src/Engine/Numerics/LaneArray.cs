using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Contagion.Engine;

/// <summary>One entry an institution, each at an address that is a multiple of its size: a vector that lies across two cache lines costs two
/// of them, a third of the speed of a round.</summary>
internal sealed class LaneArray<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly TLanes[] _room;
    private readonly nint _shift;

    /// <summary>All zero.</summary>
    public LaneArray(int length)
    {
        Length = length;
        // Pinned, so that it stays where it was aligned.
        _room = GC.AllocateArray<TLanes>(length + 1, pinned: true);
        var size = Unsafe.SizeOf<TLanes>();
        _shift = (size - (int)(AddressOf(_room) % size)) % size;
    }

    /// <summary>Number of entries.</summary>
    public int Length { get; }

    /// <summary>The entries.</summary>
    public Span<TLanes> Span
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => MemoryMarshal.CreateSpan(ref Unsafe.AddByteOffset(ref MemoryMarshal.GetArrayDataReference(_room), _shift), Length);
    }

    /// <summary>The same, number by number: all lanes of the first entry, then those of the next. For work that is done a replication at a time.</summary>
    public Span<double> Numbers => MemoryMarshal.Cast<TLanes, double>(Span);

    /// <summary>An entry.</summary>
    public ref TLanes this[int index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if ((uint)index >= (uint)Length)
            {
                ThrowOutside();
            }

            // Written out: a compiler that has inlined much refuses to inline more.
            return ref Unsafe.Add(ref Unsafe.AddByteOffset(ref MemoryMarshal.GetArrayDataReference(_room), _shift), index);
        }
    }

    private static void ThrowOutside() => throw new IndexOutOfRangeException();

    private static nint AddressOf(TLanes[] room) => Marshal.UnsafeAddrOfPinnedArrayElement(room, 0);
}
