using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Contagion.Engine;

/// <summary>Eight replications in a vector of 512 bits. Where the processor has no such registers the runtime splits the vector; the bits stay the same.</summary>
public readonly struct EightLanes(Vector512<double> vector) : ILanes<EightLanes>
{
    private readonly Vector512<double> _vector = vector;

    /// <inheritdoc/>
    public static int Count => 8;

    /// <inheritdoc/>
    public static EightLanes Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector512<double>.Zero);
    }

    /// <inheritdoc/>
    public static EightLanes One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector512<double>.One);
    }

    /// <inheritdoc/>
    public static EightLanes All
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector512<double>.AllBitsSet);
    }

    /// <inheritdoc/>
    public double this[int lane]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _vector.GetElement(lane);
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes Of(double number) => new(Vector512.Create(number));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes operator +(EightLanes first, EightLanes second) => new(first._vector + second._vector);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes operator -(EightLanes first, EightLanes second) => new(first._vector - second._vector);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes operator *(double coefficient, in EightLanes lanes) => new(Vector512.Create(coefficient) * lanes._vector);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes operator *(EightLanes first, EightLanes second) => new(first._vector * second._vector);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes operator /(EightLanes first, EightLanes second) => new(first._vector / second._vector);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes operator &(EightLanes first, EightLanes second) => new(first._vector & second._vector);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes operator |(EightLanes first, EightLanes second) => new(first._vector | second._vector);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes operator ~(EightLanes mask) => new(~mask._vector);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes Min(EightLanes first, EightLanes second) =>
        new(Avx512F.IsSupported
            ? Avx512F.Min(second._vector, first._vector)
            : Vector512.ConditionalSelect(Vector512.LessThan(second._vector, first._vector), second._vector, first._vector));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes Max(EightLanes first, EightLanes second) =>
        new(Avx512F.IsSupported
            ? Avx512F.Max(second._vector, first._vector)
            : Vector512.ConditionalSelect(Vector512.GreaterThan(second._vector, first._vector), second._vector, first._vector));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes Abs(EightLanes number) => new(Vector512.Abs(number._vector));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes Sqrt(EightLanes number) => new(Vector512.Sqrt(number._vector));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes Select(EightLanes mask, EightLanes there, EightLanes elsewhere) =>
        new(Vector512.ConditionalSelect(mask._vector, there._vector, elsewhere._vector));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes IsBelow(EightLanes first, EightLanes second) => new(Vector512.LessThan(first._vector, second._vector));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes IsAtMost(EightLanes first, EightLanes second) => new(Vector512.LessThanOrEqual(first._vector, second._vector));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightLanes IsEqual(EightLanes first, EightLanes second) => new(Vector512.Equals(first._vector, second._vector));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsNone(EightLanes mask) => mask._vector.AsInt64() == Vector512<long>.Zero;

    /// <inheritdoc/>
    public static EightLanes First(int count)
    {
        var mask = Zero;
        for (var lane = 0; lane < count; lane++)
        {
            mask = mask.WithLane(lane);
        }

        return mask;
    }

    /// <inheritdoc/>
    public bool Has(int lane) => _vector.AsInt64().GetElement(lane) != 0;

    /// <inheritdoc/>
    public EightLanes With(int lane, double number) => new(_vector.WithElement(lane, number));

    /// <inheritdoc/>
    public EightLanes WithLane(int lane) => new(_vector.AsInt64().WithElement(lane, -1L).AsDouble());
}
