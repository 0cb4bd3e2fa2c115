using Contagion.Engine;
using Contagion.Model;

namespace Contagion.Cli;

/// <summary>Proposes the command that answers the next question.</summary>
internal static class NextStep
{
    /// <summary>A command to try.</summary>
    public static string Of(string path, Scenario scenario, RunResult result) => scenario.Channels.Solvency switch
    {
        _ when result.Seeds is { Count: > 0 } seeds && scenario.Shocks.FirstOrDefault()?.Target is Target.Each =>
            $"contagion run {path} --set 'shocks.0.target={{id: {result.Network.Ids[Worst(result, seeds)]}}}'   (the worst one alone, round by round)",
        EisenbergNoe => $"contagion run {path} --set 'channels.solvency={{mechanism: rogers-veraart, alpha: 0.9, beta: 0.9}}'   (with default costs)",
        RogersVeraart => $"contagion run {path} --set 'channels.solvency={{mechanism: eisenberg-noe}}'   (without default costs)",
        CrossHoldings cross => $"contagion run {path} --set channels.solvency.failureCost={(cross.FailureCost / 2).ToString("R", System.Globalization.CultureInfo.InvariantCulture)}   (failures half as costly)",
        _ => $"contagion run {path} --set 'channels.solvency={{mechanism: eisenberg-noe}}'   (payments cleared at what there is)",
    };

    private static int Worst(RunResult result, IReadOnlyList<int> seeds) => seeds[result.Replications.MaxBy(one => one.ContagionLoss)!.Replication];
}
