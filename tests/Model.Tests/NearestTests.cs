using Contagion.Model;

namespace Contagion.Model.Tests;

public sealed class NearestTests
{
    [Theory]
    [InlineData("debt-rank", "debtrank")]
    [InlineData("eisenberg_noe", "eisenberg-noe")]
    [InlineData("furfnie", "furfine")]
    public void A_mistyped_word_finds_the_one_that_was_meant(string word, string meant) =>
        Assert.Equal(meant, Nearest.Of(word, ["furfine", "eisenberg-noe", "debtrank", "neva-merton"]));

    [Fact]
    public void A_word_unlike_any_other_finds_none() => Assert.Null(Nearest.Of("zzzzzz", ["furfine", "debtrank"]));
}
