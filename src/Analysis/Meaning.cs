using System.Globalization;
using Contagion.Engine;

namespace Contagion.Analysis;

/// <summary>Says in a sentence or two what a run found.</summary>
public static class Meaning
{
    /// <summary>The sentences.</summary>
    public static string Of(RunResult result)
    {
        var equity = result.InitialEquity.Sum(one => Math.Max(0, one));
        var said = result.Seeds is not null ? InTurn(result, equity)
            : result.Replications.Count == 1 ? Single(result.Replications[0], equity)
            : Many(result, equity);
        var open = result.Replications.Count(one => !one.Converged);
        return open == 0 ? said
            : $"{said} CAUTION: {Count(open, "replication")} did not reach a fixed point within run.maxRounds; their losses are too low.";
    }

    /// <summary>What was run: on whom, by which mechanism, how often.</summary>
    public static string Study(RunResult result, string mechanism) =>
        $"{Count(result.Network.Count, "institution")}, {Count(result.Network.Claims.Count, "exposure")}; {mechanism}; "
        + $"{Count(result.Replications.Count, "replication")}{(result.Seeds is null ? "" : ", one institution in turn")}";

    /// <summary>An institution by its name, with its id where that is another.</summary>
    public static string Name(RunResult result, int institution)
    {
        var (id, name) = (result.Network.Ids[institution], result.Network.NameOf(institution));
        return id == name ? id : $"{name} ({id})";
    }

    /// <summary>When an institution defaulted; a dash where it did not.</summary>
    /// <param name="round">The round, 0 for the shock.</param>
    public static string When(int? round) => round switch
    {
        null or < 0 => "-",
        0 => "at the shock",
        _ => $"round {round}",
    };

    /// <summary>A number as people read it: thousands apart, no more digits than needed.</summary>
    public static string Say(double number) => (Math.Abs(number) >= 1 ? Math.Abs(Math.Round(number, 2)) : Math.Abs(number)) switch
    {
        double.NaN => "undefined",
        0 => "0",
        >= 1e15 => number.ToString("0.##E+0", CultureInfo.InvariantCulture),
        >= 1000 => number.ToString("N0", CultureInfo.InvariantCulture),
        >= 1 => number.ToString("0.##", CultureInfo.InvariantCulture),
        >= 1e-4 => number.ToString("0.####", CultureInfo.InvariantCulture),
        _ => number.ToString("0.##E+0", CultureInfo.InvariantCulture),
    };

    /// <summary>A change, with its sign.</summary>
    public static string Signed(double change) => change > 0 ? $"+{Say(change)}" : Say(change);

    /// <summary>A share as a percentage.</summary>
    public static string Percent(double share) => double.IsNaN(share) ? "undefined" : share.ToString("0.## %", CultureInfo.InvariantCulture);

    /// <summary>A number of things.</summary>
    public static string Count(int count, string thing) => $"{count.ToString("N0", CultureInfo.InvariantCulture)} {thing}{(count == 1 ? "" : "s")}";

    private static string Single(ReplicationResult one, double equity)
    {
        if (one.TotalLoss == 0 && one.Defaults == 0)
        {
            return "Nothing was lost and nobody defaulted.";
        }

        var direct = $"The shock itself takes {Say(one.FirstRoundLoss)} of equity ({Percent(one.FirstRoundLoss / equity)})";
        var contagion = one.ContagionLoss > 0
            ? $"; contagion adds {Say(one.ContagionLoss)}{(double.IsNaN(one.Multiplier) ? "" : $", so that the whole loss is {Say(one.Multiplier)} times the direct one")}."
            : "; contagion adds nothing.";
        var defaults = one.Defaults == 0 ? " Nobody defaults."
            : one.ContagiousDefaults == 0 ? $" {Count(one.Defaults, "institution")} default{(one.Defaults == 1 ? "s" : "")}, none of them through contagion."
            : $" {Count(one.Defaults, "institution")} default, {one.ContagiousDefaults} of them only because others did, the last in round {one.CascadeDepth}.";
        return direct + contagion + defaults;
    }

    private static string InTurn(RunResult result, double equity)
    {
        var worst = result.Replications.MaxBy(one => one.CausedLoss)!;
        var name = result.Network.NameOf(worst.Shocked[0]);
        var mean = Distribution.Of(result.Replications.Select(one => one.CausedLoss)).Mean;
        var toppling = result.Replications.Count(one => one.ContagiousDefaults > 0);
        return $"One institution in turn costs the others {Say(mean!.Value)} on average ({Percent(mean.Value / equity)} of all equity). "
            + $"The worst is {name}: {Say(worst.CausedLoss)} ({Percent(worst.CausedLoss / equity)}) and {Count(worst.ContagiousDefaults, "further default")}. "
            + (toppling == 0 ? "None brings down another." : $"{toppling} of {result.Replications.Count} bring{(toppling == 1 ? "s" : "")} down at least one other.");
    }

    private static string Many(RunResult result, double equity)
    {
        var loss = Distribution.Of(result.Replications.Select(one => one.TotalLoss));
        var contagion = Distribution.Of(result.Replications.Select(one => one.ContagionLoss));
        var defaults = Distribution.Of(result.Replications.Select(one => (double)one.Defaults));
        var (low, high) = loss.Confidence95!.Value;
        return $"Over {result.Replications.Count.ToString("N0", CultureInfo.InvariantCulture)} replications the mean loss of equity is {Say(loss.Mean!.Value)} "
            + $"(95 % confidence {Say(low)} to {Say(high)}; {Percent(loss.Mean.Value / equity)} of all equity), {Say(contagion.Mean!.Value)} of it through contagion; "
            + $"{Say(defaults.Mean!.Value)} institutions default on average, at worst {Say(defaults.Max!.Value)}.";
    }
}
