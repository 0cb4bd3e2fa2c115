using System.Runtime.CompilerServices;

namespace Contagion.Engine;

/// <summary>What all blocks share of the market: who holds how much of which asset, and what sales do to its price.</summary>
/// <remarks>An asset sums the row of its holders, and a holder that of its assets, each in the order of the row: the sum depends on nothing else.</remarks>
internal sealed class Portfolios
{
    private readonly PriceImpact[] _impact;
    private readonly double[] _units;

    /// <param name="holdings">Row i: units of each asset that institution i holds at the start.</param>
    /// <param name="impact">Of each asset.</param>
    public Portfolios(CompressedRows holdings, params PriceImpact[] impact)
    {
        (Holdings, Holders, _impact) = (holdings, holdings.Transpose(impact.Length), impact);
        _units = Holders.RowSums();
    }

    /// <summary>Row i: the assets of institution i, in units at the start.</summary>
    public CompressedRows Holdings { get; }

    /// <summary>Row m: the holders of asset m. The transpose of <see cref="Holdings"/>.</summary>
    public CompressedRows Holders { get; }

    /// <summary>Number of institutions.</summary>
    public int Institutions => Holdings.Rows;

    /// <summary>Number of assets.</summary>
    public int Assets => _impact.Length;

    /// <summary>What sales do to the price of each asset.</summary>
    public ReadOnlySpan<PriceImpact> Impact => _impact;

    /// <summary>Units of each asset that all institutions held together at the start.</summary>
    public ReadOnlySpan<double> Units => _units;

    /// <summary>Σ_m a_im q_m: the units that an institution held at the start, each at the price of its asset.</summary>
    /// <param name="institution">The holder.</param>
    /// <param name="price">One entry an asset.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes Value<TLanes>(int institution, LaneArray<TLanes> price)
        where TLanes : unmanaged, ILanes<TLanes> =>
        Pull.Row<TLanes>(Holdings.Start[institution], Holdings.Start[institution + 1], Holdings.Column, Holdings.Amount, price.Span);

    /// <summary>Σ_i a_im s_i: units of an asset, of which each holder counts with a share of what it held at the start.</summary>
    /// <param name="asset">The asset.</param>
    /// <param name="share">One entry an institution.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TLanes UnitsOf<TLanes>(int asset, LaneArray<TLanes> share)
        where TLanes : unmanaged, ILanes<TLanes> =>
        Pull.Row<TLanes>(Holders.Start[asset], Holders.Start[asset + 1], Holders.Column, Holders.Amount, share.Span);
}
