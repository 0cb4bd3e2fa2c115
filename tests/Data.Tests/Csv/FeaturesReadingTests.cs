using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Data.Tests.Csv;

/// <summary>features.csv, the column platform of exposures.csv, and what a score finds in them.</summary>
public sealed class FeaturesReadingTests
{
    private const string Files = "network.files.features=features.csv";

    [Fact]
    public void Features_go_to_the_institutions_that_they_are_for_whatever_the_order()
    {
        var network = Read("age, id ,leverage\n40,B2,\n,B1,-1.5e3\n");

        Assert.Equal(["age", "leverage"], network.Features!.Names);
        Assert.Equal([double.NaN, 40, double.NaN], network.Features.Of("age").ToArray());
        Assert.Equal([-1500, double.NaN, double.NaN], network.Features.Of("leverage").ToArray());
        Assert.Equal([true, true, false], Enumerable.Range(0, 3).Select(network.Features.IsGiven));
        Assert.True(network.Features.Of("height").IsEmpty);
    }

    [Fact]
    public void A_network_without_a_file_of_features_has_none()
    {
        using var folder = Folder("id,age\nB1,1\n");

        Assert.Null(folder.Load().Network.Features);
    }

    [Fact]
    public void Institutions_that_no_shock_can_hit_need_no_features()
    {
        using var folder = Folder("id,age,leverage\nB1,40,\nP1,,3\n");

        var file = folder.Load(Files, "shocks.0={ kind: credit, target: { id: B1 }, score: { intercept: -1, weights: { age: 0.1 } } }");

        Assert.Equal(new NamedNumbers([new("age", 0.1)]), file.Scenario.Shocks[0].Score!.Weights);
    }

    [Theory]
    [InlineData("{ random: 1, among: { kind: bank } }")]
    [InlineData("{ each: { kind: bank } }")]
    [InlineData("{ top: 2, by: equity, among: { kind: bank } }")]
    public void Whoever_may_be_hit_needs_features(string target)
    {
        using var folder = Folder("id,age\nB1,40\n");

        var fault = Assert.Single(Assert.Throws<InputException>(() => folder.Load(Files, $"shocks.0={{ kind: credit, target: {target}, score: {{ intercept: -1, weights: {{ age: 0.1 }} }} }}")).Faults);

        Assert.Contains("no row in", fault.Message, StringComparison.Ordinal);
        Assert.Contains("'B2'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_many_targets_without_a_row_the_first_ten_are_named()
    {
        using var folder = Folder("id,age\nB1,1\n").Write("institutions.csv", "id,kind\nP1,platform\n" + string.Concat(Enumerable.Range(1, 40).Select(bank => $"B{bank},bank\n")));

        var fault = Assert.Single(Assert.Throws<InputException>(() => folder.Load(Files, "shocks.0={ kind: credit, target: { kind: bank }, score: { intercept: -1, weights: { age: 0.1 } } }")).Faults);

        Assert.Contains("'B2', 'B3', 'B4', 'B5', 'B6', 'B7', 'B8', 'B9', 'B10', 'B11' and 29 more", fault.Message, StringComparison.Ordinal);
    }

    // A row that cannot be read may be the one that seems to be missing: B2's has too many fields.
    [Fact]
    public void Everything_that_is_wrong_with_features_is_told_at_once_and_nothing_that_is_not()
    {
        using var folder = Folder("id,age,leverage\nB2,1,2,3\nB1,,x\nB9,1,1\nB1,2,2\n");

        var faults = Assert.Throws<InputException>(() => folder.Load(
            Files, "shocks.0={ kind: credit, target: { kind: bank }, score: { intercept: -1, weights: { age: 0.1, leverage: 2, agee: 1 } } }", "run.seed=x")).Faults;

        Assert.Equal(
            [(2, 1, "4 fields"), (3, 4, "age of 'B1'"), (3, 5, "leverage is 'x'"), (4, 1, "unknown id 'B9'"), (5, 1, "id 'B1' is taken by line 3")],
            faults.Where(fault => fault.File.EndsWith("features.csv", StringComparison.Ordinal)).OrderBy(fault => (fault.Line, fault.Column))
                .Select(fault => (fault.Line, fault.Column, new[] { "4 fields", "age of 'B1'", "leverage is 'x'", "unknown id 'B9'", "id 'B1' is taken by line 3" }.Single(word => fault.Message.StartsWith(word, StringComparison.Ordinal)))));
        Assert.Single(faults, fault => fault.Message.StartsWith("no feature 'agee'", StringComparison.Ordinal));
        Assert.Equal(7, faults.Count);
    }

    [Fact]
    public void Faults_of_features_do_not_hide_those_of_targets()
    {
        using var folder = Folder("id,age\nB1,x\n");

        var faults = Assert.Throws<InputException>(() => folder.Load(Files, "shocks.0.target={ id: B7 }")).Faults;

        Assert.Equal(2, faults.Count);
    }

    // More than a megabyte, so that the exposures are read on all processors.
    [Theory]
    [InlineData(1)]
    [InlineData(120_000)]
    public void The_platform_of_an_exposure_counts_for_its_debtor(int rows)
    {
        using var folder = Folder("id,age\nB1,1\n").Write("exposures.csv", "creditor,debtor,amount,platform\n" + string.Concat(Enumerable.Repeat("B1,B2,8,\n", rows)) + "B1,B2,8,P1\nP1,B1,8,B2\n");

        var network = folder.Load().Network;

        Assert.Equal(rows > 1, new FileInfo(folder.At("exposures.csv")).Length >= ExposuresFile.TogetherFrom);
        Assert.Equal([1, 1, 0], Enumerable.Range(0, 3).Select(network.PlatformsOf));
    }

    [Fact]
    public void The_hash_covers_features_and_their_kind()
    {
        using var folder = Folder("institution,asset,amount\n");
        var holdings = folder.Load("network.files.holdings=features.csv").Hash;
        var without = folder.Load().Hash;

        folder.Write("features.csv", "id,age\nB1,1\n");
        var hash = folder.Load(Files).Hash;

        Assert.Equal(4, new[] { hash, without, holdings, folder.Write("features.csv", "id,age\nB1,2\n").Load(Files).Hash }.Distinct().Count());
        Assert.Equal(hash, folder.Write("features.csv", "id,age\nB1,1\n").Load(Files).Hash);
        Assert.Equal(["institutions.csv", "exposures.csv", "features.csv"], folder.Load(Files).Inputs);
    }

    private static Network Read(string features)
    {
        using var folder = Folder(features);
        return folder.Load(Files).Network;
    }

    private static SmallFolder Folder(string features) => new SmallFolder()
        .Write("institutions.csv", "id,kind\nB1,bank\nB2,bank\nP1,platform\n")
        .Write("features.csv", features);
}
