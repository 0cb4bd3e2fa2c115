using System.CommandLine;

namespace Contagion.Cli;

/// <summary><c>contagion warn</c>: early warning of platforms that are likely to fail.</summary>
internal static class WarnCommand
{
    public static Command Create() => new("warn", "Early warning: learn from platforms that failed, score others, judge by criteria, group by likeness.")
    {
        WarnTrainCommand.Create(),
        WarnScoreCommand.Create(),
        WarnEvaluateCommand.Create(),
        WarnClusterCommand.Create(),
    };
}
