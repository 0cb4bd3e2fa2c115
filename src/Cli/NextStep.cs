using Contagion.Engine;
using Contagion.Model;

namespace Contagion.Cli;

/// <summary>Proposes the command that answers the next question.</summary>
internal static class NextStep
{
    /// <summary>A command to try.</summary>
    public static string Of(string path, Scenario scenario, RunResult result) => scenario.PolicySets is { Count: > 0 }
        ? $"{Shell.Program} compare {Shell.Quote(path)}   (what other policies change and cost)"
        : $"{Shell.Program} run {Shell.Quote(path)} --set {Setting(scenario, result)}";

    private static string Setting(Scenario scenario, RunResult result) => scenario.Channels.Solvency switch
    {
        _ when result.Seeds is { Count: > 0 } seeds => $"{Shell.Quote($"shocks.{InTurn(scenario)}.target={{id: {Id(result, seeds)}}}")}   (the worst one alone, round by round)",
        Joint when scenario.Run.Attribution == AttributionMethod.None => "run.attribution=shapley   (which channels bring the losses about)",
        Joint joint => $"channels.solvency.alpha={(joint.Alpha < 1 ? "1" : "0.9")}   ({(joint.Alpha < 1 ? "defaults destroy nothing of what is owned" : "defaults destroy a tenth of what is owned")})",
        EisenbergNoe => $"'channels.solvency={{mechanism: rogers-veraart, alpha: 0.9, beta: 0.9}}'   (with default costs)",
        RogersVeraart => $"'channels.solvency={{mechanism: eisenberg-noe}}'   (without default costs)",
        CrossHoldings cross => $"channels.solvency.failureCost={(cross.FailureCost / 2).ToString("R", System.Globalization.CultureInfo.InvariantCulture)}   (failures half as costly)",
        _ => $"'channels.solvency={{mechanism: eisenberg-noe}}'   (payments cleared at what there is)",
    };

    /// <summary>Which shock takes institutions in turn.</summary>
    private static int InTurn(Scenario scenario) => scenario.Shocks.ToList().FindIndex(shock => shock.Target is Target.Each);

    /// <summary>The id of the one that hurts most, in quotes where YAML would not read it as one word.</summary>
    private static string Id(RunResult result, IReadOnlyList<int> seeds)
    {
        var id = result.Network.Ids[seeds[result.Replications.MaxBy(one => one.CausedLoss)!.Replication]];
        return id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_') ? id : $"\"{id.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
    }
}
