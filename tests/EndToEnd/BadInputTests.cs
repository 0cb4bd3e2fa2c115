using Contagion.Tests;

namespace Contagion.EndToEnd;

/// <summary>A wrong input of each kind, told by the program as users start it; tests/Cli.Tests/BadInput has all that can be wrong.</summary>
public sealed class BadInputTests
{
    [Theory]
    [InlineData("institutions.csv", "B2,bank", "B2,bnak", "institutions.csv:3:4: unknown kind 'bnak'")]
    [InlineData("exposures.csv", "B1,B2,8", "B1,B9,8", "exposures.csv:2:4: unknown debtor 'B9'")]
    [InlineData("scenario.yaml", "furfine", "furfnie", "scenario.yaml:6:26: unknown mechanism 'furfnie'")]
    [InlineData("scenario.yaml", "kind: default", "kind: defualt", "scenario.yaml:4:13: unknown kind 'defualt'")]
    [InlineData("scenario.yaml", "kind: default", "kind: credit, score: 0.3", "scenario.yaml:4:28: 'score' is '0.3'")]
    [InlineData("scenario.yaml", "name: Small", "name: &title Small", "scenario.yaml:1:7: anchor '&title'")]
    [InlineData("scenario.yaml", "furfine", "joint", "scenario.yaml:8:28: 'share' is '1.5'", "policies: { gate: { share: 1.5 } }\n")]
    [InlineData("scenario.yaml", "Small", "Small", "scenario.yaml:8:12: unknown metric 'moram'", "metrics: [ moram ]\n")]
    [InlineData("scenario.yaml", "Small", "Small", "contagion: --threads is '0'", "", "run scenario.yaml --threads 0")]
    [InlineData("scenario.yaml", "Small", "Small", "--over run.sed=1,2:1:1: unknown key 'sed'", "", "sweep scenario.yaml --over run.sed=1,2")]
    [InlineData("scenario.yaml", "Small", "Small", "scenario.yaml:1:1: there is nothing to compare", "", "compare scenario.yaml")]
    [InlineData("scenario.yaml", "Small", "Small", "scenario.yaml:2:1: unknown key 'network' in the evaluation", "", "warn evaluate scenario.yaml")]
    public void It_is_told_with_its_place_and_nothing_is_written(string file, string right, string wrong, string told, string more = "", string line = "run scenario.yaml")
    {
        using var folder = TestFolder.Small();
        folder.Write(file, folder.Read(file).Replace(right, wrong, StringComparison.Ordinal) + more);
        var before = folder.Contents();

        var result = Command.RunBriefly(folder.Path, line.Split(' ')).Expect(2);

        Assert.True(result.Error.StartsWith(told, StringComparison.Ordinal), $"expected '{told}', got {result}");
        Assert.Equal("", result.Out);
        Assert.Equal(before, folder.Contents());
    }
}
