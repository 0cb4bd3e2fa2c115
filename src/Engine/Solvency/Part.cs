using System.Numerics;
using System.Runtime.CompilerServices;

namespace Contagion.Engine;

/// <summary>A few institutions that a partition carries through a phase at a time, so that what belongs to them stays near the processor.</summary>
internal readonly ref struct Part<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>The most institutions of a part.</summary>
    public const int CountMax = 64;

    /// <summary>Numbers that a part has room for, of as many institutions as it can have.</summary>
    public const int RoomMax = 4 * CountMax;

    private readonly int[]? _list;
    private readonly Span<TLanes> _rooms;
    private readonly int[] _changed;
    private readonly int _room;

    /// <param name="list">The institutions; null when items are institutions themselves.</param>
    /// <param name="from">First item.</param>
    /// <param name="to">One past the last item.</param>
    /// <param name="rooms">Room for numbers of each of them, <see cref="RoomMax"/> in all.</param>
    /// <param name="changed">Room for those who change.</param>
    /// <param name="room">Where in it the partition's own room begins.</param>
    public Part(int[]? list, int from, int to, Span<TLanes> rooms, int[] changed, int room)
    {
        (_list, From, Count, _changed, _room) = (list, from, to - from, changed, room);
        _rooms = rooms;
    }

    /// <summary>First item.</summary>
    public int From { get; }

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>Room for a number for each of them.</summary>
    public Span<TLanes> Sums => Room(0);

    /// <summary>Whether they follow each other in the network.</summary>
    public bool IsInOrder => _list is null;

    /// <summary>The institution at a place of the part.</summary>
    public int this[int place]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _list is null ? From + place : _list[From + place];
    }

    /// <summary>Room for a number for each of them.</summary>
    /// <param name="number">Which room, from 0 to 3.</param>
    public Span<TLanes> Room(int number) => _rooms.Slice(number * CountMax, Count);

    /// <summary>Notes that others will notice what happened to an institution.</summary>
    /// <param name="institution">The institution.</param>
    /// <param name="tally">Says how many have been noted before.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Note(int institution, ref Tally<TLanes> tally) => _changed[_room + tally.Changed++] = institution;

    /// <summary>Notes it of the institutions at some places, a bit each.</summary>
    public void NoteAll(ulong places, ref Tally<TLanes> tally)
    {
        var changed = _room + tally.Changed;
        tally.Changed += BitOperations.PopCount(places);
        for (; places != 0; places &= places - 1)
        {
            _changed[changed++] = this[BitOperations.TrailingZeroCount(places)];
        }
    }
}
