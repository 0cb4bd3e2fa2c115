using System.Globalization;
using System.Text;
using Contagion.Networks;

namespace Contagion.EndToEnd.Scenarios;

/// <summary>Makes the files of scenarios/early-warning: platforms that never were, drawn by a seed.</summary>
/// <remarks>
/// A platform draws its features, and then fails with probability 1 / (1 + e^−s), where s falls with the logarithm of its registered capital, its age,
/// custody of client money by a bank, and a parent that is a state or listed firm, and rises with changes of its business scope, the return that it
/// promises and complaints. Some of it no file has: luck, with a standard deviation of 0.5. Which platforms of the network are going to fail stands in
/// their group, which no supervisor sees.
/// </remarks>
internal sealed class SyntheticPlatforms
{
    private const ulong Seed = 2018;
    private const int Known = 300;
    private const int Now = 80;
    private const int Households = 30;
    private const int Firms = 16;
    private const int MonthsMax = 16;

    private static readonly string[] Columns = ["registered_capital", "scope_changes", "state_parent", "listed_parent", "age", "promised_return", "complaints", "custody"];

    private readonly (double[] Features, bool HasFailed)[] _platforms = [.. Enumerable.Range(0, Known + Now).Select(Platform)];

    /// <summary>Platforms of which is known whether they failed.</summary>
    public string History => Table(["id", "failed", .. Columns], Enumerable.Range(0, Known).Select(one =>
        (string[])[$"T{one + 1:000}", _platforms[one].HasFailed ? "1" : "0", .. _platforms[one].Features.Select(Say)]));

    /// <summary>Features of the platforms of the network.</summary>
    public string Features => Table(["id", .. Columns], Enumerable.Range(0, Now).Select(one => (string[])[Id(one), .. Of(one).Features.Select(Say)]));

    /// <summary>The network's institutions. The licence is for who has a registered capital of at least 40.</summary>
    public string Institutions => Table(["id", "kind", "group", "role", "mode", "cash", "external_assets", "members", "licence"],
    [
        .. Enumerable.Range(0, Now).Select(one => (string[])[Id(one), "platform", Of(one).HasFailed ? "weak" : "sound", "p2p", "pooled", Say(Math.Round(.06 * Volume(one), 1)), "", "", Of(one).Features[0] >= 40 ? "1" : "0"]),
        .. Enumerable.Range(0, Households).Select(one => (string[])[$"H{one + 1:00}", "lender", "households", "", "", "", "", Say(100 + (10 * one)), ""]),
        .. Enumerable.Range(0, Firms).Select(one => (string[])[$"F{one + 1:00}", "borrower", "firms", "", "", "", Say(Math.Round(1.3 * Enumerable.Range(0, Now).Sum(platform => Loan(platform, one)), 1)), "", ""]),
    ]);

    /// <summary>Who has lent to whom: households to platforms, on demand, and platforms to firms, until a month.</summary>
    public string Exposures => Table(["creditor", "debtor", "amount", "type", "maturity"],
    [
        .. from platform in Enumerable.Range(0, Now)
           from household in Enumerable.Range(0, Households)
           let amount = Deposit(platform, household)
           where amount > 0
           select (string[])[$"H{household + 1:00}", Id(platform), Say(amount), "demand", ""],
        .. from platform in Enumerable.Range(0, Now)
           from firm in Enumerable.Range(0, Firms)
           let amount = Loan(platform, firm)
           where amount > 0
           select (string[])[Id(platform), $"F{firm + 1:00}", Say(amount), "loan", Say(2 + Math.Floor((MonthsMax - 2) * Uniform(4, platform, firm)))],
    ]);

    private (double[] Features, bool HasFailed) Of(int one) => _platforms[Known + one];

    private static (double[] Features, bool HasFailed) Platform(int one)
    {
        var parent = Uniform(0, one, 0);
        var (isState, isListed) = (parent < .1 ? 1 : 0, parent is >= .1 and < .25 ? 1 : 0);
        var capital = Math.Round(Elementary.Exp(3.6 + (1.1 * isState) + (.7 * isListed) + (.7 * Normal(0, one, 1))), 1);
        var changes = Enumerable.Range(0, 6).Count(year => Uniform(0, one, 10 + year) < .3);
        var age = Math.Floor(4 + (60 * Uniform(0, one, 2)));
        var promised = Math.Round(10 + (3 * Normal(0, one, 3)), 1);
        var complaints = Math.Round(Elementary.Exp(.5 + (.7 * Normal(0, one, 4))), 1);
        var custody = Uniform(0, one, 5) < .5 ? 1 : 0;
        var score = -2.0 - (1.4 * (Elementary.Log(capital) - 3.6)) + (.9 * (changes - 1.8)) - (.04 * (age - 34)) + (.35 * (promised - 10)) + (.5 * (complaints - 2)) - (1.2 * custody)
            - (1.2 * isState) - (.6 * isListed) + (.5 * Normal(0, one, 6));
        return ([capital, changes, isState, isListed, age, promised, complaints, custody], Uniform(0, one, 7) < 1 / (1 + Elementary.Exp(-score)));
    }

    /// <summary>What a platform owes its lenders.</summary>
    private static double Volume(int platform) => Enumerable.Range(0, Households).Sum(household => Deposit(platform, household));

    private static double Deposit(int platform, int household) =>
        Uniform(1, platform, household) < .2 ? Math.Round((4 + (30 * Uniform(2, platform, household))) * (.4 + (1.6 * Uniform(2, platform, 100)))) : 0;

    /// <summary>Loans and cash are 5 % more than the volume.</summary>
    private static double Loan(int platform, int firm)
    {
        double[] shares = [.. Enumerable.Range(0, Firms).Select(one => Uniform(3, platform, one) < .2 || one == platform % Firms ? .2 + Uniform(3, platform, 50 + one) : 0)];
        return Math.Round(.99 * Volume(platform) * shares[firm] / shares.Sum(), 1);
    }

    private static string Id(int one) => $"P{one + 1:00}";

    private static double Uniform(uint kind, int one, int draw) => Philox.Uniform(Philox.Draw(Seed, 0, kind, (uint)one, (uint)draw));

    private static double Normal(uint kind, int one, int draw) => Elementary.NormalQuantile(Philox.Open(Philox.Draw(Seed, 0, kind, (uint)one, (uint)draw)));

    private static string Say(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static string Table(string[] header, IEnumerable<string[]> rows) =>
        rows.Prepend(header).Aggregate(new StringBuilder(), (text, row) => text.Append(string.Join(',', row)).Append('\n')).ToString();
}
