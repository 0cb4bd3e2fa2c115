using System.Text.RegularExpressions;
using Contagion.Tests;

namespace Contagion.QuikGraphs.Tests;

/// <summary>The two solutions keep what they promise.</summary>
public sealed partial class SolutionTests
{
    [Fact]
    public void The_cluster_solution_has_all_of_the_other_and_the_bridge()
    {
        var (plain, cluster) = (Projects("Contagion.sln"), Projects("Contagion.Cluster.sln"));

        Assert.Empty(plain.Except(cluster));
        Assert.Contains(@"src\QuikGraph\QuikGraph.csproj", cluster);
        Assert.Contains(@"tests\QuikGraph.Tests\QuikGraph.Tests.csproj", cluster);
    }

    // Some package feeds do not carry QuikGraph.
    [Fact]
    public void The_plain_solution_restores_without_QuikGraph() =>
        Assert.DoesNotContain(Projects("Contagion.sln"), project => File.ReadAllText(Path.Combine(Folders.Root, project.Replace('\\', '/'))).Contains("QuikGraph", StringComparison.Ordinal));

    private static string[] Projects(string solution) => [.. Project().Matches(File.ReadAllText(Path.Combine(Folders.Root, solution))).Select(match => match.Groups[1].Value)];

    [GeneratedRegex("\"([^\"]+\\.csproj)\"")]
    private static partial Regex Project();
}
