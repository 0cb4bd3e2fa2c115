using Contagion.Tests;

namespace Contagion.EndToEnd.Scenarios;

/// <summary>What scenarios/information-sharing/README.md says.</summary>
[Collection(ScenarioRuns.Collection)]
public sealed class InformationSharingTests(ScenarioRuns runs)
{
    private const string Name = "information-sharing/many-platforms";
    private const string NoHarm = "shocks.0.score.perPlatform=0";

    private static readonly double[] Caps = [40, 30, 20];

    [Fact]
    public void Losses_fall_faster_than_lending()
    {
        var compared = runs.Compare([Name]);

        Near.Equal([259, 709, 1255], [.. Caps.Select(cap => Refused(cap).Values.Sum())], 1e-9, "refused");
        Near.Equal([138, 96, 60, 36], Under(compared, "credit_loss"), 0.51, "lost to borrowers");
        Near.Equal([260, 156, 83, 44], Under(compared, "total_loss"), 0.51, "all lose");
        Near.Equal([176, 30], [.. Under(compared, "deadweight").Where((_, place) => place is 0 or 2)], 0.51, "destroyed in estates");
        Near.Equal([2.5, 1.3, 0.5, 0.2], Platforms(), 0.051, "platforms that fail");
        Assert.All(Caps, cap => Assert.True(compared[Of(cap), "credit_loss"].High < 0 && compared[Of(cap), "total_loss"].High < 0));
    }

    [Fact]
    public void Where_many_platforms_do_no_harm_only_lending_falls()
    {
        Near.Equal([41, 37, 32, 25], Under(runs.Compare([Name], NoHarm), "credit_loss"), 0.51, "lost to borrowers");
        Near.Equal([0.21, 0.18, 0.13, 0.08], Platforms(NoHarm), 0.0051, "platforms that fail");
    }

    [Fact]
    public void Each_step_saves_less_for_what_is_refused()
    {
        Near.Equal([16.4, 11.0, 8.1], Saved(), 0.051, "saved for each 100");
        Near.Equal([1.4, 1.3, 1.2], Saved(NoHarm), 0.051, "saved for each 100, if many platforms do no harm");

        var compared = runs.Compare([Name]);
        var step = (compared[Of(30), "credit_loss"].Mean - compared[Of(20), "credit_loss"].Mean) / (Refused(20).Values.Sum() - Refused(30).Values.Sum());
        Near.Equal([4.4], [100 * step], 0.051, "from 30 to 20");
    }

    [Fact]
    public void Who_lent_first_gains_most()
    {
        var (without, with) = (runs.With(Name), Capped(30));

        Near.Equal([0.215, 0.070], [without.Of("default_probability", "P01"), with.Of("default_probability", "P01")], 1e-9, "the first platform fails");
        Near.Equal([0, 0.58], [Refused(30)["P01"], Refused(30)["P12"] / Lent().Where(loan => loan.Platform == "P12").Sum(loan => loan.Amount)], 0.005, "what it does not lend");
    }

    private static string Of(double cap) => $"debts of {cap}";

    private static double[] Under(Differences compared, string metric) => [compared[0, metric].Base, .. Caps.Select(cap => compared[Of(cap), metric].Mean)];

    private ScenarioResult Capped(double cap, params string[] settings) => runs.With(Name, [$"policies={{informationSharing: {{debtCap: {cap}}}}}", .. settings]);

    private double[] Platforms(params string[] settings) =>
        [runs.With(Name, settings).Sum("default_probability", "platforms"), .. Caps.Select(cap => Capped(cap, settings).Sum("default_probability", "platforms"))];

    private double[] Saved(params string[] settings)
    {
        var compared = runs.Compare([Name], settings);
        return [.. Caps.Select(cap => -100 * compared[Of(cap), "credit_loss"].Difference / Refused(cap).Values.Sum())];
    }

    /// <summary>What each platform is kept from lending by a cap on debts, counted by hand: loan by loan, in the order of platforms.</summary>
    private static Dictionary<string, double> Refused(double cap)
    {
        var (owed, refused) = (new Dictionary<string, double>(StringComparer.Ordinal), new Dictionary<string, double>(StringComparer.Ordinal));
        foreach (var (platform, borrower, amount) in Lent())
        {
            var isRefused = owed.GetValueOrDefault(borrower) + amount > cap;
            owed[borrower] = owed.GetValueOrDefault(borrower) + (isRefused ? 0 : amount);
            refused[platform] = refused.GetValueOrDefault(platform) + (isRefused ? amount : 0);
        }

        return refused;
    }

    private static IEnumerable<(string Platform, string Borrower, double Amount)> Lent()
    {
        var loans = Table.Read(Folders.Root, "scenarios", "information-sharing", "exposures.csv");
        return loans.Rows.Select(row => (Platform: loans.Text(row, "creditor"), Borrower: loans.Text(row, "debtor"), Amount: loans.Number(row, "amount")))
            .Where(loan => loan.Platform.StartsWith('P')).OrderBy(loan => loan.Platform, StringComparer.Ordinal);
    }
}
