using System.ComponentModel;

namespace Contagion.Model;

/// <summary>Who pays for a credit loss on a guaranteed loan, in order, models.md 7.2.</summary>
public sealed record Waterfall
{
    /// <summary>The layers, first payer first; layers left out do not pay.</summary>
    [Description("The layers, first payer first; layers left out do not pay.")]
    public IReadOnlyList<LossLayer> Order { get; init; } = [LossLayer.ReserveFund, LossLayer.Guarantor, LossLayer.Platform, LossLayer.GuaranteeFund];
}
