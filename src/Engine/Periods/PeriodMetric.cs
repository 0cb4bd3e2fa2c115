using Contagion.Model;

namespace Contagion.Engine;

/// <summary>What a run over periods says of a replication besides what every run says: who bore the losses, and what the policies paid.</summary>
/// <param name="Name">Its name in result files.</param>
/// <param name="Meaning">What it says, in a few words.</param>
public sealed record PeriodMetric(string Name, string Meaning)
{
    /// <summary>All of them, in the order of result files. Amounts are in the scenario's currency unit.</summary>
    public static IReadOnlyList<PeriodMetric> All { get; } =
    [
        new("platform_loss", "equity that platforms lost"),
        new("lender_loss", "what lenders lost of their equity"),
        new("borrower_loss", "equity that borrowers lost"),
        new("guarantor_loss", "equity that guarantors lost"),
        new("bank_loss", "equity that banks lost"),
        new("provider_loss", "equity that providers lost"),
        new("outside_loss", "what depositors, clients and other creditors outside the network lost, the public purse left aside"),
        new("public_loss", "what the lender of last resort lost"),
        new("credit_loss", "what credit events cost creditors before anybody made it good"),
        new("reserve_paid", "what reserve funds paid"),
        new("guarantor_called", "what guarantors were called upon to pay"),
        new("platform_called", "what platforms were called upon to pay"),
        new("fund_paid", "what the guarantee fund paid"),
        new("bridged", "what the lender of last resort lent"),
        new("withdrawn", "what was paid out on demand"),
        new("refused", "what was asked for on demand and not paid out"),
        new("discounts", "what loans sold before they were due lost"),
        new("price_loss", "what marketable assets lost while they were held or sold"),
        new("deadweight", "what defaults destroyed"),
        new("dark", "institution-periods in which an institution could not pay"),
        new("reserve_filled", "cash that the policy of reserve funds set aside"),
        new("trust_filled", "cash that the policy of segregation moved to trust"),
        new("fund_filled", "what the guarantee fund was given at the start and collected"),
        new("load", "payments that arrived at institutions of limited capacity"),
        new("dropped", "of these, payments that were turned away because too many waited"),
        new("latency", "the longest that payments waited, in sub-periods; undefined where they waited and nothing was served"),
        new("unsettled", "payments of the file that were unsettled at the end of a period, added up over periods"),
    ];

    /// <summary>The kinds whose losses are told apart, in the order of <see cref="All"/>.</summary>
    internal static List<InstitutionKind> Kinds { get; } =
        [InstitutionKind.Platform, InstitutionKind.Lender, InstitutionKind.Borrower, InstitutionKind.Guarantor, InstitutionKind.Bank, InstitutionKind.Provider];
}
