using System.Runtime.CompilerServices;

namespace Contagion.Engine;

/// <summary>A sum that does not depend on the order in which numbers are added, nor on which were added together before: every part of it is
/// added without rounding.</summary>
/// <remarks>A number that is taken away leaves no trace. All that takes part must use the same <see cref="SumScale"/>.</remarks>
internal struct ExactSum<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private TLanes _first;
    private TLanes _second;
    private TLanes _third;

    /// <summary>The sum, rounded where its parts are put together.</summary>
    public readonly TLanes Total => _first + (_second + _third);

    /// <summary>Adds a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(TLanes number, in SumScale scale)
    {
        Add(number, TLanes.Of(scale.First), TLanes.Of(scale.Second), TLanes.Of(scale.Third));
    }

    /// <summary>Adds a number; the steps of the scale are in every lane, made once by whoever adds many.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(TLanes number, TLanes first, TLanes second, TLanes third)
    {
        var part = (number + first) - first;
        _first += part;
        number -= part;
        part = (number + second) - second;
        _second += part;
        number -= part;
        _third += (number + third) - third;
    }

    /// <summary>Adds what another sum holds.</summary>
    public void Add(in ExactSum<TLanes> other)
    {
        _first += other._first;
        _second += other._second;
        _third += other._third;
    }
}
