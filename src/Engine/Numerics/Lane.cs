using System.Runtime.Intrinsics;

namespace Contagion.Engine;

/// <summary>What kernels do with lanes beyond + − × ÷. Masks have all bits of a lane set or none.</summary>
/// <remarks>Minimum and maximum are written as comparisons: the processor's own instructions treat zeros of different sign differently.</remarks>
internal static class Lane
{
    /// <summary>Replications in a block.</summary>
    public const int Count = 8;

    /// <summary>The smaller of two numbers, lane by lane.</summary>
    public static Lanes Min(Lanes first, Lanes second) => Select(Vector512.LessThan(second, first), second, first);

    /// <summary>The larger of two numbers, lane by lane.</summary>
    public static Lanes Max(Lanes first, Lanes second) => Select(Vector512.GreaterThan(second, first), second, first);

    /// <summary>One number where the mask is set, another elsewhere.</summary>
    public static Lanes Select(Lanes mask, Lanes there, Lanes elsewhere) => Vector512.ConditionalSelect(mask, there, elsewhere);

    /// <summary>The number where the mask is set, zero elsewhere.</summary>
    public static Lanes Keep(Lanes mask, Lanes number) => mask & number;

    /// <summary>Without sign.</summary>
    public static Lanes Abs(Lanes number) => Vector512.Abs(number);

    /// <summary>A mask of the lanes of a block that carry a replication.</summary>
    public static Lanes First(int count)
    {
        var bits = Vector512<long>.Zero;
        for (var lane = 0; lane < count; lane++)
        {
            bits = bits.WithElement(lane, -1L);
        }

        return bits.AsDouble();
    }

    /// <summary>True when no lane of the mask is set.</summary>
    public static bool IsNone(Lanes mask) => mask.AsInt64() == Vector512<long>.Zero;

    /// <summary>True when one lane of the mask is set.</summary>
    public static bool Has(Lanes mask, int lane) => mask.AsInt64().GetElement(lane) != 0;

    /// <summary>The mask with one lane set besides.</summary>
    public static Lanes With(Lanes mask, int lane) => mask.AsInt64().WithElement(lane, -1L).AsDouble();

    /// <summary>The mask with one lane cleared.</summary>
    public static Lanes Without(Lanes mask, int lane) => mask.AsInt64().WithElement(lane, 0L).AsDouble();
}
