using Contagion.Tests;

namespace Contagion.EndToEnd;

/// <summary><c>--replication K</c> computes one replication alone, and it is the one it was among the others.</summary>
public sealed class OneReplicationTests
{
    [Theory]
    [InlineData("{ random: 5 }", "{ replications: 20, seed: 4 }", 13)]
    [InlineData("{ each: all }", "{ seed: 4 }", 37)]
    public void A_replication_alone_has_the_row_it_has_among_the_others(string target, string run, int replication)
    {
        using var folder = RandomNetwork.Write(new TestFolder(), count: 40, debtors: 6, leverage: 0.9)
            .Write("scenario.yaml", RandomNetwork.Scenario($"{{ kind: default, target: {target} }}", "{ mechanism: debtrank-linear }", run));
        Command.Run(folder.Path, "run", "scenario.yaml", "--out", "all", "--quiet").Expect(0);

        Command.Run(folder.Path, "run", "scenario.yaml", "--out", "alone", "--quiet", "--replication", $"{replication}").Expect(0);

        var alone = folder.Read("alone", "replications.csv").TrimEnd().Split('\n');
        Assert.Equal(2, alone.Length);
        Assert.Equal(folder.Read("all", "replications.csv").TrimEnd().Split('\n')[replication + 1], alone[1]);
    }

    [Fact]
    public void A_replication_that_there_is_not_is_told_with_how_many_there_are()
    {
        using var folder = TestFolder.Small();

        var result = Command.Run(folder.Path, "run", "scenario.yaml", "--out", "alone", "--replication", "7").Expect(2);

        Assert.Contains("'replication' is 7; expected one from 0 to", result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.At("alone")));
    }

    [Fact]
    public void On_error_takes_two_words()
    {
        using var folder = TestFolder.Small();

        Command.Run(folder.Path, "run", "scenario.yaml", "--out", "one", "--quiet", "--on-error", "continue").Expect(0);
        var result = Command.Run(folder.Path, "run", "scenario.yaml", "--out", "two", "--on-error", "ignore").Expect(2);

        Assert.Contains("ignore", result.Error, StringComparison.Ordinal);
        Assert.Contains("continue", result.Error, StringComparison.Ordinal);
    }
}
