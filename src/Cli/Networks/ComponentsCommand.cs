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
            var network = NetworkArgument.Read(parsed.GetRequiredValue(source));
            var components = Components.Strong(network.Claims);
            int[][] groups = [.. Enumerable.Range(0, components.Count).Where(one => components.SizeOf(one) > 1).OrderByDescending(components.SizeOf).Select(components.MembersOf)];
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
