using Contagion.Data;
using Contagion.Engine;
using Contagion.Tests;

namespace Contagion.EndToEnd;

/// <summary>Every scenario that is shipped has the same bits when its network is split into partitions, whoever carries how many institutions.</summary>
public sealed class SplitTests
{
    private const int FewReplications = 9;

    private static readonly (int Partitions, int Granularity)[] Ways = [(1, 100), (2, 1), (2, 100), (3, 1), (3, 7), (3, int.MaxValue)];

    public static TheoryData<string> Files => [.. All];

    /// <summary>Every third of them; one has thousands of rounds, after each of which partitions wait for each other.</summary>
    public static TheoryData<string> SomeFiles => [.. All.Where((path, place) => place % 3 == 1 && !path.Contains("linear-debtrank", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(SomeFiles))]
    public void Partitions_change_nothing(string path) => AssertPartitionsChangeNothing(path);

    [LongTheory]
    [MemberData(nameof(Files))]
    public void Partitions_change_nothing_in_any_scenario(string path) => AssertPartitionsChangeNothing(path);

    private static IEnumerable<string> All =>
        Directory.EnumerateFiles(Path.Combine(Folders.Root, "scenarios"), "*.yaml", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Folders.Root, path)).Order(StringComparer.Ordinal);

    private static void AssertPartitionsChangeNothing(string path)
    {
        var file = ScenarioFile.Load(Path.Combine(Folders.Root, path));
        var run = file.Scenario.Run;
        var scenario = run.Replications > FewReplications ? file.Scenario with { Run = run with { Replications = FewReplications } } : file.Scenario;
        Partitions.AssertSame(new BlockComputer(scenario, file.Network), path, Ways);
    }
}
