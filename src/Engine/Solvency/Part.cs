using System.Runtime.CompilerServices;

namespace Contagion.Engine;

/// <summary>Some institutions that one worker carries through a phase.</summary>
/// <param name="list">The institutions; null when the items are institutions themselves.</param>
/// <param name="from">First item.</param>
/// <param name="to">One past the last item.</param>
/// <param name="changed">Room for those who change, one for each item, in the same places.</param>
internal readonly ref struct Part(int[]? list, int from, int to, int[] changed)
{
    /// <summary>First item.</summary>
    public int From => from;

    /// <summary>One past the last item.</summary>
    public int To => to;

    /// <summary>The institution of an item.</summary>
    public int this[int item]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => list is null ? item : list[item];
    }

    /// <summary>Notes that others will notice what happened to an institution.</summary>
    /// <param name="institution">The institution.</param>
    /// <param name="count">How many have been noted before.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Note(int institution, ref int count) => changed[from + count++] = institution;
}
