using System.CommandLine;
using Contagion.Analysis;
using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Cli;

/// <summary><c>contagion network export</c>: a network as a file of another program.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var source = NetworkArgument.Create();
        var to = new Option<string>("--to") { Description = "The file to write: GraphML (.graphml, .xml) or DOT (.dot, .gv).", HelpName = "FILE", Required = true };
        var command = new Command("export", "Write a network as GraphML or DOT.") { source, to };
        command.SetAction(parsed =>
        {
            var (bridge, path) = (InstalledBridge.Load(), parsed.GetRequiredValue(to));
            if (!bridge.Knows(path))
            {
                throw NetworkArgument.Wrong("--to", $"'{path}' is of no known format; expected a name that ends in .graphml, .xml, .dot or .gv");
            }

            if (Path.Exists(path))
            {
                throw NetworkArgument.Wrong("--to", $"'{path}' is there already; expected the name of a new file");
            }

            var network = NetworkArgument.Read(parsed.GetRequiredValue(source));
            try
            {
                bridge.Write(network, path);
            }
            catch (ArgumentException failure)
            {
                throw NetworkArgument.Wrong("--to", failure.Message);
            }

            Console.Out.WriteLine($"{path}: {Meaning.Count(network.Count, "institution")}, {Meaning.Count(network.Claims.Count, "exposure")}.");
            return ExitCode.Done;
        });
        return command;
    }
}
