using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Contagion.Model;

/// <summary>Limits on large exposures, models.md 7.11: what is beyond is not lent.</summary>
public sealed record ExposureLimit
{
    /// <summary>Most that one borrower owes on a platform, as a share of the platform's volume.</summary>
    [Description("Most that one borrower owes on a platform, as a share of the platform's volume.")]
    [Range(0, 1)]
    public double? PerBorrower { get; init; }

    /// <summary>Most that one counterparty owes, as a share of the creditor's equity.</summary>
    [Description("Most that one counterparty owes, as a share of the creditor's equity.")]
    [Range(0, 1e6)]
    public double? PerCounterparty { get; init; }
}
