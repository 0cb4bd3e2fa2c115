using System.Diagnostics;

namespace Contagion.Model.Tests;

public sealed class NearestLimitsTests
{
    [Theory]
    [InlineData("B12", new[] { "A1", "B1", "B123", "B2" }, "B1")]
    [InlineData("KIND", new[] { "id", "kind" }, "kind")]
    [InlineData("knid", new[] { "kinds", "kind" }, "kind")]
    [InlineData("", new[] { "id", "kind" }, null)]
    [InlineData("x", new string[0], null)]
    [InlineData("max_rounds", new[] { "maxRounds", "tolerance" }, "maxRounds")]
    public void The_candidate_with_the_fewest_edits_is_found_and_the_first_of_equals(string word, string[] candidates, string? nearest) => Assert.Equal(nearest, Nearest.Of(word, candidates));

    [Fact]
    public void A_hint_is_the_end_of_a_sentence_or_nothing()
    {
        Assert.Equal("; did you mean 'debtrank'?", Nearest.Hint("debtrnak", ["debtrank"]));
        Assert.Equal("", Nearest.Hint("magic", ["debtrank"]));
    }

    // A distance is the same from either side, and zero only from a word to itself but for case.
    [Theory]
    [InlineData("furfine", "furfine", 0)]
    [InlineData("furfine", "FURFINE", 0)]
    [InlineData("furfine", "furfnie", 1)]
    [InlineData("abc", "ca", 3)]
    [InlineData("", "abc", 3)]
    [InlineData("kitten", "sitting", 3)]
    public void Edits_are_counted_by_optimal_string_alignment(string first, string second, int edits)
    {
        Assert.Equal(edits, Nearest.Edits(first, second));
        Assert.Equal(edits, Nearest.Edits(second, first));
    }

    // A million ids and a hostile word: only the first 20,000 ids and 64 letters are looked at.
    [Fact]
    public void A_search_among_a_million_long_ids_ends_soon()
    {
        var watch = Stopwatch.StartNew();

        Nearest.Of(new string('x', 100_000), Enumerable.Range(0, 1_000_000).Select(number => new string('y', 200) + number));

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"took {watch.Elapsed}");
    }
}
