using System.CommandLine;
using Contagion.Analysis;
using Contagion.Data;
using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Cli;

/// <summary><c>contagion network</c>: what can be asked of a network without running anything on it.</summary>
internal static class NetworkCommand
{
    /// <summary>Institutions of a group that are named.</summary>
    private const int NamedMax = 20;

    public static Command Create() => new("network", "Ask a network as a graph, or write it as one. Needs the bridge to QuikGraph.") { Export(), Components(), Chain(), Flow() };

    private static Command Export()
    {
        var source = Source();
        var to = new Option<string>("--to") { Description = "The file to write: GraphML (.graphml, .xml) or DOT (.dot, .gv).", HelpName = "FILE", Required = true };
        var command = new Command("export", "Write a network as GraphML or DOT.") { source, to };
        command.SetAction(parsed =>
        {
            var (bridge, path) = (InstalledBridge.Load(), parsed.GetRequiredValue(to));
            if (!bridge.Knows(path))
            {
                throw Wrong("--to", $"'{path}' is of no known format; expected a name that ends in .graphml, .xml, .dot or .gv");
            }

            if (Path.Exists(path))
            {
                throw Wrong("--to", $"'{path}' is there already; expected the name of a new file");
            }

            var network = Read(bridge, parsed.GetRequiredValue(source));
            try
            {
                bridge.Write(network, path);
            }
            catch (ArgumentException failure)
            {
                throw Wrong("--to", failure.Message);
            }

            Console.Out.WriteLine($"{path}: {Meaning.Count(network.Count, "institution")}, {Meaning.Count(network.Claims.Count, "exposure")}.");
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Components()
    {
        var source = Source();
        var command = new Command("components", "Who can be hit by its own failure through others: groups that reach each other along claims.") { source };
        command.SetAction(parsed =>
        {
            var bridge = InstalledBridge.Load();
            var network = Read(bridge, parsed.GetRequiredValue(source));
            int[][] groups =
            [
                .. bridge.Components(network).Select((component, institution) => (component, institution)).GroupBy(one => one.component, one => one.institution)
                    .Where(group => group.Count() > 1).Select(group => group.ToArray()).OrderByDescending(group => group.Length),
            ];
            Console.Out.WriteLine($"{groups.Sum(group => group.Length)} of {Meaning.Count(network.Count, "institution")} can be hit by their own failure through others, in {Meaning.Count(groups.Length, "group")}.");
            foreach (var group in groups)
            {
                Console.Out.WriteLine($"{group.Length}: {string.Join(", ", group.Take(NamedMax).Select(one => network.Ids[one]))}{(group.Length > NamedMax ? ", ..." : "")}");
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static Command Chain() => Between("chain", "The shortest chain of claims by which a creditor depends on a debtor.", (bridge, network, creditor, debtor) =>
        bridge.Chain(network, creditor, debtor) is { } chain
            ? $"{string.Concat(chain.Select(claim => $"{network.Ids[claim.Creditor]} -({Meaning.Say(claim.Amount)})-> "))}{network.Ids[debtor]}"
            : $"No chain of claims leads from {network.Ids[creditor]} to {network.Ids[debtor]}.");

    private static Command Flow() => Between("flow", "How much of what a creditor is owed rests, through others, on a debtor.", (bridge, network, creditor, debtor) =>
        $"Of what {network.Ids[creditor]} is owed, {Meaning.Say(bridge.Flow(network, creditor, debtor))} rests on {network.Ids[debtor]}, directly or through others.");

    /// <summary>A command about two institutions.</summary>
    private static Command Between(string name, string description, Func<IGraphBridge, Network, int, int, string> answer)
    {
        var source = Source();
        var creditor = new Argument<string>("CREDITOR") { Description = "The id of the institution that is owed." };
        var debtor = new Argument<string>("DEBTOR") { Description = "The id of another one." };
        var command = new Command(name, description) { source, creditor, debtor };
        command.SetAction(parsed =>
        {
            var bridge = InstalledBridge.Load();
            var network = Read(bridge, parsed.GetRequiredValue(source));
            var faults = new Faults();
            var (from, to) = (Find(network, "CREDITOR", parsed.GetRequiredValue(creditor), faults), Find(network, "DEBTOR", parsed.GetRequiredValue(debtor), faults));
            if (faults.Count == 0 && from == to)
            {
                faults.Add("DEBTOR", 1, 1, "is the creditor itself; expected another institution");
            }

            faults.ThrowIfAny();
            Console.Out.WriteLine(answer(bridge, network, from, to));
            return ExitCode.Done;
        });
        return command;
    }

    private static Argument<string> Source() => new("NETWORK") { Description = "A scenario file (.yaml, .yml), whose network is meant, or a network as GraphML or DOT." };

    private static Network Read(IGraphBridge bridge, string path) =>
        Path.GetExtension(path).ToLowerInvariant() is ".yaml" or ".yml" ? ScenarioFile.Load(path).Network
        : bridge.Knows(path) ? bridge.Read(path)
        : throw Wrong(path, "is of no known format; expected a scenario (.yaml, .yml) or a graph (.graphml, .xml, .dot, .gv)");

    private static int Find(Network network, string argument, string id, Faults faults)
    {
        if (!network.TryFind(id, out var institution))
        {
            faults.Add(argument, 1, 1, $"unknown institution '{id}'; expected an id of the network{Nearest.Hint(id, network.Ids)}");
        }

        return institution;
    }

    private static InputException Wrong(string where, string message) => new(new Fault(where, 1, 1, message));
}
