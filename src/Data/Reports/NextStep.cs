using Contagion.Engine;
using Contagion.Model;

namespace Contagion.Data;

/// <summary>A command that answers the next question.</summary>
/// <param name="Arguments">What follows the name of the program.</param>
/// <param name="Why">What it answers, in a few words.</param>
public sealed record NextStep(string Arguments, string Why)
{
    /// <summary>Proposes one.</summary>
    /// <param name="path">The scenario's file.</param>
    /// <param name="scenario">The scenario.</param>
    /// <param name="result">What came of it.</param>
    public static NextStep Of(string path, Scenario scenario, RunResult result)
    {
        if (scenario.PolicySets is { Count: > 0 })
        {
            return new NextStep($"compare {Shell.Quote(path)}", "what other policies change and cost");
        }

        var (setting, why) = Setting(scenario, result);
        return new NextStep($"run {Shell.Quote(path)} --set {Shell.Quote(setting)}", why);
    }

    private static (string Setting, string Why) Setting(Scenario scenario, RunResult result) => scenario.Channels.Solvency switch
    {
        _ when result.Seeds is { Count: > 0 } seeds => ($"shocks.{InTurn(scenario)}.target={{id: {Id(result, seeds)}}}", "the worst one alone, round by round"),
        Joint when scenario.Run.Attribution == AttributionMethod.None => ("run.attribution=shapley", "which channels bring the losses about"),
        Joint joint => ($"channels.solvency.alpha={(joint.Alpha < 1 ? "1" : "0.9")}", joint.Alpha < 1 ? "defaults destroy nothing of what is owned" : "defaults destroy a tenth of what is owned"),
        EisenbergNoe => ("channels.solvency={mechanism: rogers-veraart, alpha: 0.9, beta: 0.9}", "with default costs"),
        RogersVeraart => ("channels.solvency={mechanism: eisenberg-noe}", "without default costs"),
        CrossHoldings cross => ($"channels.solvency.failureCost={(cross.FailureCost / 2).ToString("R", System.Globalization.CultureInfo.InvariantCulture)}", "failures half as costly"),
        _ => ("channels.solvency={mechanism: eisenberg-noe}", "payments cleared at what there is"),
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
