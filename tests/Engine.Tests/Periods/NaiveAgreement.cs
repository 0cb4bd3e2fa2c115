using System.Globalization;
using Contagion.Model;

namespace Contagion.Engine.Tests.Periods;

/// <summary>Where the engine and plain objects differ on an economy.</summary>
internal static class NaiveAgreement
{
    /// <summary>Both stop at 1e-12 of what is owed or less; what that leaves is amplified by chains of debts. Relative to the size of the economy.</summary>
    private const double Tolerance = 1e-7;

    /// <summary>What differs, in words; empty when nothing does.</summary>
    public static List<string> Differences(RandomEconomy random)
    {
        var naive = random.Naive();
        var engine = random.Engine();
        var totals = engine.Totals;
        var differences = new List<string>();
        for (var index = 0; index < random.Institutions.Count; index++)
        {
            var id = random.Institutions[index].Id;
            Compare($"equity of {id}", naive.Sum(one => Math.Max(0, one.Wealth(one.Institutions[index]))), totals.FinalEquity[index]);
            Compare($"defaults of {id}", naive.Count(one => one.Institutions[index].IsInDefault), totals.Defaults[index]);
        }

        foreach (var (one, replication) in naive.Zip(engine.Replications))
        {
            foreach (var (name, amount) in Metrics(one))
            {
                Compare($"{name} of replication {one.Replication}", amount, replication.Periods[IndexOf(name)]);
            }

            Compare("fundamental defaults", one.Institutions.Count(institution => institution.IsFundamental), replication.FundamentalDefaults);
            Compare("first-round loss", one.Institutions.Sum(institution => Math.Clamp(institution.FirstRoundLoss, 0, Math.Max(0, institution.InitialEquity))), replication.FirstRoundLoss);
        }

        return differences;

        void Compare(string what, double expected, double actual)
        {
            // What is undefined is undefined in both.
            if (!(Math.Abs(expected - actual) <= Tolerance * random.Size) && !(double.IsNaN(actual) && !double.IsFinite(expected)))
            {
                differences.Add(string.Create(CultureInfo.InvariantCulture, $"{what} should be {expected}, is {actual}"));
            }
        }
    }

    private static IEnumerable<(string Name, double Amount)> Metrics(NaiveEconomy naive)
    {
        var tally = naive.Tally;
        foreach (var kind in new[] { InstitutionKind.Platform, InstitutionKind.Lender, InstitutionKind.Borrower, InstitutionKind.Guarantor, InstitutionKind.Bank, InstitutionKind.Provider })
        {
            yield return ($"{Words.Of(kind)}_loss", naive.Institutions.Where(institution => institution.Given.Kind == kind)
                .Sum(institution => Math.Max(0, institution.InitialEquity) - Math.Max(0, naive.Wealth(institution))));
        }

        yield return ("outside_loss", tally.OutsideLoss);
        yield return ("public_loss", tally.PublicLoss);
        yield return ("credit_loss", tally.CreditLoss);
        yield return ("reserve_paid", tally.ReservePaid);
        yield return ("guarantor_called", tally.GuarantorCalled);
        yield return ("platform_called", tally.PlatformCalled);
        yield return ("bridged", tally.Bridged);
        yield return ("withdrawn", tally.Withdrawn);
        yield return ("discounts", tally.Discounts);
        yield return ("price_loss", tally.PriceLoss);
        yield return ("deadweight", tally.Deadweight);
        yield return ("fund_paid", tally.FundPaid);
        yield return ("reserve_filled", tally.ReserveFilled);
        yield return ("trust_filled", tally.TrustFilled);
        yield return ("fund_filled", tally.FundFilled);
        yield return ("refused", tally.Refused);
        yield return ("unsettled", tally.Unsettled);
        yield return ("load", tally.Load);
        yield return ("dropped", tally.Dropped);
        yield return ("dark", tally.Dark);
        yield return ("latency", tally.Latency);
    }

    private static int IndexOf(string metric) => PeriodMetric.All.Select((one, index) => (one, index)).First(pair => pair.one.Name == metric).index;
}
