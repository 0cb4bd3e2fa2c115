using System.CommandLine;
using Contagion.Analysis;
using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Cli;

/// <summary><c>contagion network chain</c> and <c>flow</c>: how one institution depends on another.</summary>
internal static class PairCommands
{
    public static Command Chain() => Between("chain", "The shortest chain of claims by which a creditor depends on a debtor.", (bridge, network, creditor, debtor) =>
        bridge.Chain(network, creditor, debtor) is { } chain
            ? $"{string.Concat(chain.Select(claim => $"{network.Ids[claim.Creditor]} -({Meaning.Say(claim.Amount)})-> "))}{network.Ids[debtor]}"
            : $"No chain of claims leads from {network.Ids[creditor]} to {network.Ids[debtor]}.");

    public static Command Flow() => Between("flow", "How much of what a creditor is owed rests, through others, on a debtor.", (bridge, network, creditor, debtor) =>
        $"Of what {network.Ids[creditor]} is owed, {Meaning.Say(bridge.Flow(network, creditor, debtor))} rests on {network.Ids[debtor]}, directly or through others.");

    /// <summary>A command about two institutions.</summary>
    private static Command Between(string name, string description, Func<IGraphBridge, Network, int, int, string> answer)
    {
        var source = NetworkArgument.Create();
        var creditor = new Argument<string>("CREDITOR") { Description = "The id of the institution that is owed." };
        var debtor = new Argument<string>("DEBTOR") { Description = "The id of another one." };
        var command = new Command(name, description) { source, creditor, debtor };
        command.SetAction(parsed =>
        {
            var bridge = InstalledBridge.Load();
            var network = NetworkArgument.Read(parsed.GetRequiredValue(source));
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

    private static int Find(Network network, string argument, string id, Faults faults)
    {
        if (!network.TryFind(id, out var institution))
        {
            faults.Add(argument, 1, 1, $"unknown institution '{id}'; expected an id of the network{Nearest.Hint(id, network.Ids)}");
        }

        return institution;
    }
}
