using Contagion.Model;

namespace Contagion.Engine.Tests.Periods;

/// <summary>What limits that are in force from the start keep from being lent: models.md 7.10 and 7.11.</summary>
internal static class NaiveLending
{
    /// <summary>Has creditors keep what they may not lend, and borrowers go without it.</summary>
    /// <param name="economy">The economy, before anything has happened.</param>
    /// <param name="terms">The terms of each of its claims.</param>
    public static void Limit(NaiveEconomy economy, IReadOnlyList<ExposureTerms> terms)
    {
        var policies = economy.Scenario.Policies;
        var sharing = policies.InformationSharing is { From: 0 } one ? one : null;
        if (sharing is not null)
        {
            var taken = new HashSet<string>();
            for (var claim = 0; claim < terms.Count; claim++)
            {
                if (terms[claim].Pledge is { } pledge && !taken.Add(pledge))
                {
                    Cut(economy.Claims[claim], economy.Claims[claim].Amount);
                }
            }
        }

        if (policies.ExposureLimit?.PerBorrower is { } perBorrower)
        {
            var volume = economy.Claims.GroupBy(PlatformOf).Where(group => group.Key is not null).ToDictionary(group => group.Key!, group => group.Sum(claim => claim.Amount));
            foreach (var same in economy.Claims.Where(claim => PlatformOf(claim) is not null).GroupBy(claim => (PlatformOf(claim), claim.Debtor)))
            {
                CutDown([.. same], perBorrower * volume[same.Key.Item1!]);
            }
        }

        if (policies.ExposureLimit?.PerCounterparty is { } perCounterparty)
        {
            foreach (var same in economy.Claims.GroupBy(claim => (claim.Creditor, claim.Debtor)))
            {
                CutDown([.. same], perCounterparty * Math.Max(0, economy.GivenEquity[same.Key.Creditor!]));
            }
        }

        if (sharing?.DebtCap is { } cap)
        {
            CapDebts(economy, terms, cap);
        }
    }

    /// <summary>Grants or refuses loans whole: in the order of creditors, and of one creditor in that of their terms, as rows may stand in any order.</summary>
    private static void CapDebts(NaiveEconomy economy, IReadOnlyList<ExposureTerms> terms, double cap)
    {
        var owed = new Dictionary<NaiveInstitution, double>();
        foreach (var (claim, _) in economy.Claims.Zip(terms).Where(pair => pair.First.Debtor.Given.Kind == InstitutionKind.Borrower)
            .OrderBy(pair => economy.IndexOf(pair.First.Creditor!)).ThenBy(pair => pair.First.Type).ThenBy(pair => pair.First.Platform is { } platform ? economy.IndexOf(platform) : -1)
            .ThenBy(pair => pair.Second.Guarantor ?? -1).ThenBy(pair => pair.Second.Maturity ?? int.MaxValue).ThenBy(pair => pair.Second.Coverage ?? 1)
            .ThenBy(pair => pair.Second.Collateral ?? 0))
        {
            var before = owed.GetValueOrDefault(claim.Debtor);
            if (before + claim.Amount > cap)
            {
                Cut(claim, claim.Amount);
            }

            owed[claim.Debtor] = before + claim.Amount;
        }
    }

    /// <summary>Who brought a claim about, or the platform that holds it.</summary>
    private static NaiveInstitution? PlatformOf(NaiveClaim claim) =>
        claim.Platform ?? (claim.Creditor!.Given.Kind == InstitutionKind.Platform ? claim.Creditor : null);

    /// <summary>Scales claims down to what they may be together.</summary>
    private static void CutDown(IReadOnlyList<NaiveClaim> claims, double most)
    {
        var sum = claims.Sum(claim => claim.Amount);
        foreach (var claim in claims.Where(_ => sum > most))
        {
            Cut(claim, claim.Amount * (1 - (most / sum)));
        }
    }

    private static void Cut(NaiveClaim claim, double amount)
    {
        var (creditor, debtor) = (claim.Creditor!, claim.Debtor);
        claim.Amount -= amount;
        creditor.NotLent += amount;
        debtor.NotBorrowed += amount;
    }
}
