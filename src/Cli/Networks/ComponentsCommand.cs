using System.CommandLine;
using Contagion.Analysis;
using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Cli;

/// <summary><c>contagion network components</c>: who can be hit by its own failure through others.</summary>
internal static class ComponentsCommand
{
    /// <summary>Institutions of a group that are named.</summary>
    private const int NamedMax = 20;

    public static Command Create()
    {
        var source = NetworkArgument.Create();
        var command = new Command("components", "Who can be hit by its own failure through others: groups that reach each other along claims.") { source };
        command.SetAction(parsed =>
        {
            var bridge = InstalledBridge.Load();
            var network = NetworkArgument.Read(parsed.GetRequiredValue(source));
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
}
