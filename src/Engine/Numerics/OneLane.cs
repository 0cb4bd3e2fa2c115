using System.Runtime.CompilerServices;

namespace Contagion.Engine;

/// <summary>One replication alone: an eighth of the memory that a vector takes, for networks so large that memory is what a round waits for.</summary>
public readonly struct OneLane(double number) : ILanes<OneLane>
{
    private readonly double _number = number;

    /// <inheritdoc/>
    public static int Count => 1;

    /// <inheritdoc/>
    public static OneLane Zero => default;

    /// <inheritdoc/>
    public static OneLane One => new(1);

    /// <inheritdoc/>
    public static OneLane All => Mask(true);

    private long Bits => BitConverter.DoubleToInt64Bits(_number);

    /// <inheritdoc/>
    public double this[int lane] => _number;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneLane Of(double number) => new(number);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneLane operator +(OneLane first, OneLane second) => new(first._number + second._number);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneLane operator -(OneLane first, OneLane second) => new(first._number - second._number);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneLane operator *(double coefficient, in OneLane lanes) => new(coefficient * lanes._number);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneLane operator *(OneLane first, OneLane second) => new(first._number * second._number);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneLane operator /(OneLane first, OneLane second) => new(first._number / second._number);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneLane operator &(OneLane first, OneLane second) => new(BitConverter.Int64BitsToDouble(first.Bits & second.Bits));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneLane operator |(OneLane first, OneLane second) => new(BitConverter.Int64BitsToDouble(first.Bits | second.Bits));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneLane operator ~(OneLane mask) => new(BitConverter.Int64BitsToDouble(~mask.Bits));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneLane Min(OneLane first, OneLane second) => second._number < first._number ? second : first;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneLane Max(OneLane first, OneLane second) => second._number > first._number ? second : first;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneLane Abs(OneLane number) => new(Math.Abs(number._number));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneLane Sqrt(OneLane number) => new(Math.Sqrt(number._number));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneLane Select(OneLane mask, OneLane there, OneLane elsewhere) => mask.Bits != 0 ? there : elsewhere;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneLane IsBelow(OneLane first, OneLane second) => Mask(first._number < second._number);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneLane IsAtMost(OneLane first, OneLane second) => Mask(first._number <= second._number);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneLane IsEqual(OneLane first, OneLane second) => Mask(first._number == second._number);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsNone(OneLane mask) => mask.Bits == 0;

    /// <inheritdoc/>
    public static OneLane First(int count) => Mask(count > 0);

    /// <inheritdoc/>
    public bool Has(int lane) => Bits != 0;

    /// <inheritdoc/>
    public OneLane With(int lane, double number) => new(number);

    /// <inheritdoc/>
    public OneLane WithLane(int lane) => All;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static OneLane Mask(bool isSet) => new(BitConverter.Int64BitsToDouble(isSet ? -1L : 0L));
}
