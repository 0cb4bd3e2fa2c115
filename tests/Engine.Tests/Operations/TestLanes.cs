using System.Runtime.CompilerServices;
using Contagion.Tests;

namespace Contagion.Engine.Tests;

/// <summary>Fills lanes with numbers and masks, and reads them.</summary>
internal static class TestLanes
{
    /// <summary>A number for every institution and lane.</summary>
    public static LaneArray<TLanes> Numbers<TLanes>(int count, Func<int, int, double> number)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var lanes = new LaneArray<TLanes>(count);
        for (var institution = 0; institution < count; institution++)
        {
            for (var lane = 0; lane < TLanes.Count; lane++)
            {
                lanes[institution] = lanes[institution].With(lane, number(institution, lane));
            }
        }

        return lanes;
    }

    /// <summary>A mask for every institution.</summary>
    public static LaneArray<TLanes> Masks<TLanes>(int count, Func<int, int, bool> isSet)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var lanes = new LaneArray<TLanes>(count);
        for (var institution = 0; institution < count; institution++)
        {
            for (var lane = 0; lane < TLanes.Count; lane++)
            {
                lanes[institution] = isSet(institution, lane) ? lanes[institution].WithLane(lane) : lanes[institution];
            }
        }

        return lanes;
    }

    /// <summary>One lane of every entry.</summary>
    public static double[] Lane<TLanes>(this LaneArray<TLanes> lanes, int lane)
        where TLanes : unmanaged, ILanes<TLanes> => [.. Enumerable.Range(0, lanes.Length).Select(institution => lanes[institution][lane])];

    /// <summary>One lane of every entry.</summary>
    public static double[] Lane<TLanes>(int count, int lane, Func<int, TLanes> entry)
        where TLanes : unmanaged, ILanes<TLanes> => [.. Enumerable.Range(0, count).Select(institution => entry(institution)[lane])];

    /// <summary>Both say the same, bit by bit.</summary>
    public static void SameBits(double[] expected, double[] actual, string inputs) =>
        Assert.True(expected.Select(Tests.SameBits.Of).SequenceEqual(actual.Select(Tests.SameBits.Of)), $"{inputs}:\n{string.Join(", ", expected)}\nor\n{string.Join(", ", actual)}");

    /// <summary>What some work takes of memory once it has been done a few times.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void AllocatesNothing(Action work, string what)
    {
        // A collection on behalf of another thread makes a thread look as if it had taken the rest of its room: what work takes, it takes each time.
        var bytes = long.MaxValue;
        for (var repeat = 0; repeat < 20 && bytes > 0; repeat++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            work();
            bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.True(bytes == 0, $"{what} takes {bytes} bytes each time");
    }
}
