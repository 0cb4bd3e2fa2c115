using System.CommandLine;

namespace Contagion.Cli;

/// <summary><c>contagion network</c>: what can be asked of a network without running anything on it.</summary>
internal static class NetworkCommand
{
    public static Command Create() => new("network", "Make a network, ask what it is like, or write it as a graph.")
    {
        GenerateCommand.Create(),
        ReconstructCommand.Create(),
        DescribeCommand.Create(),
        CentralityCommand.Create(),
        ComponentsCommand.Create(),
        ExportCommand.Create(),
        PairCommands.Chain(),
        PairCommands.Flow(),
    };
}
