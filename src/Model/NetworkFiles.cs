using System.ComponentModel;

namespace Contagion.Model;

/// <summary>The files of a network, relative to the scenario file.</summary>
public sealed record NetworkFiles
{
    /// <summary>One row an institution.</summary>
    [Description("One row an institution: id,kind and optionally name, group, balance-sheet items and more.")]
    public required string Institutions { get; init; }

    /// <summary>One row an exposure.</summary>
    [Description("One row an exposure: creditor,debtor,amount and optionally type, seniority and more.")]
    public required string Exposures { get; init; }

    /// <summary>One row a holding.</summary>
    [Description("One row a share held: institution,asset,amount; where asset is an institution, amount is the fraction of its equity.")]
    public string? Holdings { get; init; }

    /// <summary>One row an institution, of numbers that scores weigh.</summary>
    [Description("One row an institution: id and any further columns of numbers, which the weights of a score name.")]
    public string? Features { get; init; }

    /// <summary>A trained scorer, whose scores institutions have instead of a column score.</summary>
    [Description("A trained scorer, which contagion warn train writes: it gives institutions their score, from their features.")]
    public string? Scorer { get; init; }

    /// <summary>One row a payment that waits to be settled.</summary>
    [Description("One row a payment that waits to be settled: id,payer,payee,amount and optionally at, its period.")]
    public string? Payments { get; init; }
}
