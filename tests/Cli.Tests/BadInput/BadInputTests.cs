using Contagion.Tests;

namespace Contagion.Cli.Tests.BadInput;

/// <summary>Whatever is wrong with the input: exit code 2, the place, what is wrong and what was expected, and nothing written.</summary>
[Collection(Command.Alone)]
public abstract class BadInputTests
{
    private protected static void Check(BadCase wrong)
    {
        using var folder = TestFolder.Small();
        var place = wrong.Arrange(folder);
        var before = folder.Contents();

        var result = Command.Run(folder.Path, wrong.Arguments);

        Assert.True(
            result.Error.Split('\n').Any(line => line.StartsWith(place, StringComparison.Ordinal) && wrong.Words.All(word => line.Contains(word, StringComparison.Ordinal))),
            $"'{wrong.Name}': expected a line '{place} ... {string.Join(" ... ", wrong.Words)}', got {result}");
        Assert.True(result.ExitCode == 2, $"'{wrong.Name}': expected exit code 2, got {result}");
        Assert.Equal("", result.Out);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
        Assert.Equal(before, folder.Contents());
    }

    private protected static TheoryData<string> NamesOf(IEnumerable<BadCase> cases)
    {
        var names = new TheoryData<string>();
        foreach (var name in cases.Select(wrong => wrong.Name))
        {
            names.Add(name);
        }

        return names;
    }

    private protected static BadCase Find(IEnumerable<BadCase> cases, string name) => cases.Single(wrong => wrong.Name == name);
}

public sealed class BadInstitutionsTests : BadInputTests
{
    public static TheoryData<string> Names => NamesOf(BadInstitutions.All);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_wrong_institutions_file_is_told_with_its_place_and_nothing_is_written(string name) => Check(Find(BadInstitutions.All, name));
}

public sealed class BadLinksTests : BadInputTests
{
    public static TheoryData<string> Names => NamesOf(BadLinks.All);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_wrong_exposures_holdings_or_payments_file_is_told_with_its_place_and_nothing_is_written(string name) => Check(Find(BadLinks.All, name));
}

public sealed class BadScenariosTests : BadInputTests
{
    public static TheoryData<string> Names => NamesOf(BadScenarios.All);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_wrong_scenario_is_told_with_its_place_and_nothing_is_written(string name) => Check(Find(BadScenarios.All, name));
}

public sealed class BadShocksTests : BadInputTests
{
    public static TheoryData<string> Names => NamesOf(BadShocks.All);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_wrong_shock_or_target_is_told_with_its_place_and_nothing_is_written(string name) => Check(Find(BadShocks.All, name));
}

public sealed class BadScoresTests : BadInputTests
{
    public static TheoryData<string> Names => NamesOf(BadScores.All);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_wrong_score_or_features_file_is_told_with_its_place_and_nothing_is_written(string name) => Check(Find(BadScores.All, name));
}

public sealed class BadYamlTests : BadInputTests
{
    public static TheoryData<string> Names => NamesOf(BadYaml.All);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_hostile_file_or_path_is_told_with_its_place_and_nothing_is_written(string name) => Check(Find(BadYaml.All, name));
}

public sealed class BadCommandLinesTests : BadInputTests
{
    public static TheoryData<string> Names => NamesOf(BadCommandLines.All);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_wrong_command_line_is_told_and_nothing_is_written(string name) => Check(Find(BadCommandLines.All, name));
}

public sealed class BadSweepsTests : BadInputTests
{
    public static TheoryData<string> Names => NamesOf(BadSweeps.All);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_wrong_sweep_is_told_with_its_place_and_nothing_is_written(string name) => Check(Find(BadSweeps.All, name));
}

public sealed class BadComparisonsTests : BadInputTests
{
    public static TheoryData<string> Names => NamesOf(BadComparisons.All);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_wrong_comparison_is_told_with_its_place_and_nothing_is_written(string name) => Check(Find(BadComparisons.All, name));
}

public sealed class BadPeriodsTests : BadInputTests
{
    public static TheoryData<string> Names => NamesOf(BadPeriods.All);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_wrong_scenario_over_periods_is_told_with_its_place_and_nothing_is_written(string name) => Check(Find(BadPeriods.All, name));
}

public sealed class BadMetricsTests : BadInputTests
{
    public static TheoryData<string> Names => NamesOf(BadMetrics.All);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_wrong_metric_is_told_with_its_place_and_nothing_is_written(string name) => Check(Find(BadMetrics.All, name));
}

public sealed class BadWarningsTests : BadInputTests
{
    public static TheoryData<string> Names => NamesOf(BadWarnings.All);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_wrong_input_of_early_warning_is_told_with_its_place_and_nothing_is_written(string name) => Check(Find(BadWarnings.All, name));
}
