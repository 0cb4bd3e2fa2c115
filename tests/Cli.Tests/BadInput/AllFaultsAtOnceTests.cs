using Contagion.Tests;

namespace Contagion.Cli.Tests.BadInput;

/// <summary>Whoever has ten things to mend wants to know all ten.</summary>
[Collection(Command.Alone)]
public sealed class AllFaultsAtOnceTests
{
    [Fact]
    public void Ten_faults_in_three_files_are_told_in_one_go()
    {
        using var folder = TestFolder.Small()
            .Write("institutions.csv", "id,kind,group,external_assets,equity\nB1,bnak,north,100,10\nB2,bank,north,-100,10\nB2,bank,south,100,10\nP1,platform,,50,abc\n")
            .Write("exposures.csv", "creditor,debtor,amount\nB1,B9,8\nB2,B2,8\nB1,P1,NaN\n")
            .Write("scenario.yaml", TestFolder.Scenario
                .Replace("kind: default", "kind: defualt", StringComparison.Ordinal)
                .Replace("furfine", "furfnie", StringComparison.Ordinal)
                .Replace("seed: 7", "sead: 7", StringComparison.Ordinal));
        var before = folder.Contents();

        var result = Command.Run(folder.Path, "run", "scenario.yaml").Expect(2);

        string[] places =
        [
            "institutions.csv:2:4:", "institutions.csv:3:15:", "institutions.csv:4:1:", "institutions.csv:5:17:",
            "exposures.csv:2:4:", "exposures.csv:3:4:", "exposures.csv:4:7:",
            "scenario.yaml:4:13:", "scenario.yaml:6:26:", "scenario.yaml:7:8:",
        ];
        var lines = result.Error.TrimEnd('\n').Split('\n');
        Assert.All(places, place => Assert.True(lines.Any(line => line.StartsWith(place, StringComparison.Ordinal)), $"nothing told at {place}: {result}"));
        Assert.Equal(places.Length, lines.Length);
        Assert.Equal(before, folder.Contents());
    }

    // A fault in one part must not hide those in others, nor make others of what follows from it: the securities are there, whatever their price does.
    [Fact]
    public void Faults_in_every_part_of_a_scenario_over_periods_are_told_in_one_go()
    {
        using var folder = PolicyFolder.New();
        File.AppendAllText(folder.At("exposures.csv"), "B,B,5,,,\nG,H1,-5,,,\n");
        File.AppendAllText(folder.At("holdings.csv"), "B,gold,1\n");
        folder.Write("scenario.yaml",
            """
            name: Platform
            network: { files: { institutions: institutions.csv, exposures: exposures.csv, holdings: holdings.csv } }
            shocks:
              - { at: 3, kind: withdrawal, target: { id: C }, fraction: 0.1 }
              - { kind: defualt, target: all }
            channels:
              solvency: { mechanism: joint }
              market: { assets: [ { name: securities, impact: -1 } ] }
              liquidity: { baseRate: 2, hoarding: { among: { random: 2 } } }
              operations: { shape: [0.5] }
            policies:
              gate: { share: 1.5 }
              lenderOfLastResort: { among: { id: D } }
            policySets:
              - { name: A, policies: { reserveFund: { ratios: { asets: 0.1 } } } }
            run: { periods: 2 }

            """);
        var before = folder.Contents();

        var result = Command.Run(folder.Path, "run", "scenario.yaml").Expect(2);

        string[] places =
        [
            "exposures.csv:6:3:", "exposures.csv:7:6:", "holdings.csv:3:3:",
            "scenario.yaml:4:11:", "scenario.yaml:5:13:", "scenario.yaml:8:51:", "scenario.yaml:9:26:", "scenario.yaml:9:48:", "scenario.yaml:10:24:", "scenario.yaml:12:18:", "scenario.yaml:15:53:",
        ];
        Assert.Equal(
            places.Order(StringComparer.Ordinal),
            result.Error.TrimEnd('\n').Split('\n').Select(line => line[..(line.IndexOf(": ", StringComparison.Ordinal) + 1)]).Order(StringComparer.Ordinal));
        Assert.Equal(before, folder.Contents());
    }

    [Fact]
    public void A_file_with_a_million_wrong_rows_is_told_by_its_first_thousand_and_a_count()
    {
        using var folder = TestFolder.Small().Write("exposures.csv", "creditor,debtor,amount\n" + string.Concat(Enumerable.Repeat("B1,B2,x\n", 1_000_000)));

        var result = Command.Run(folder.Path, "validate", "scenario.yaml").Expect(2);

        var lines = result.Error.TrimEnd('\n').Split('\n');
        Assert.Equal(1001, lines.Length);
        Assert.StartsWith("exposures.csv:2:7: ", lines[0], StringComparison.Ordinal);
        Assert.Equal("... and 999000 more", lines[^1]);
    }

    [Fact]
    public void A_path_in_a_fault_can_be_opened_from_where_the_command_was_given()
    {
        using var folder = new TestFolder()
            .Write("study/institutions.csv", TestFolder.Institutions).Write("study/exposures.csv", TestFolder.Exposures.Replace("B1,P1", "B1,P7", StringComparison.Ordinal))
            .Write("study/scenario.yaml", TestFolder.Scenario);

        var result = Command.Run(folder.Path, "run", "study/scenario.yaml").Expect(2);

        Assert.StartsWith("study/exposures.csv:5:4: unknown debtor 'P7'", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_input_is_told_by_validate_in_the_same_words_as_by_run()
    {
        using var folder = TestFolder.Small().Write("scenario.yaml", TestFolder.Scenario.Replace("furfine", "furfnie", StringComparison.Ordinal));

        var (run, validate) = (Command.Run(folder.Path, "run", "scenario.yaml"), Command.Run(folder.Path, "validate", "scenario.yaml"));

        Assert.Equal(run.Error, validate.Error);
        Assert.Equal(run.ExitCode, validate.ExitCode);
    }
}
