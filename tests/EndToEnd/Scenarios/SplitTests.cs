using Contagion.Data;
using Contagion.Engine;
using Contagion.Tests;

namespace Contagion.EndToEnd;

/// <summary>Every scenario that is shipped has the same bits when its network is split into partitions, whoever carries how many institutions.</summary>
public sealed class SplitTests
{
    private const int FewReplications = 9;

    private static readonly (int Partitions, int Granularity)[] Ways = [(1, 100), (2, 1), (2, 100), (3, 1), (3, 7), (3, int.MaxValue)];
    private static readonly (int Partitions, int Granularity)[] FewWays = [(2, 1), (3, 7)];

    public static TheoryData<string> Names => [.. ShippedScenarios.All];

    public static TheoryData<string> FewNames => [.. ShippedScenarios.OneOfEachKind];

    [Theory]
    [MemberData(nameof(FewNames))]
    public void Partitions_change_nothing(string name) => AssertPartitionsChangeNothing(name, FewWays);

    [LongTheory]
    [MemberData(nameof(Names))]
    public void Partitions_change_nothing_in_any_scenario(string name) => AssertPartitionsChangeNothing(name, Ways);

    private static void AssertPartitionsChangeNothing(string name, (int Partitions, int Granularity)[] ways)
    {
        var file = ScenarioFile.Load(ShippedScenarios.Path(name));
        var run = file.Scenario.Run;
        var scenario = run.Replications > FewReplications ? file.Scenario with { Run = run with { Replications = FewReplications } } : file.Scenario;
        Partitions.AssertSame(new BlockComputer(scenario, file.Network), name, ways);
    }
}
