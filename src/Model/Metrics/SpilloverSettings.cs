using System.ComponentModel;

namespace Contagion.Model;

/// <summary>The spillover table of single turns, models.md 9.8.</summary>
public sealed record SpilloverSettings
{
    /// <summary>Whether each row is divided by its sum.</summary>
    [Description("Whether what an institution loses in all turns, its own included, counts as 1, so that the table says in whose turns it loses.")]
    public bool Normalise { get; init; }
}
