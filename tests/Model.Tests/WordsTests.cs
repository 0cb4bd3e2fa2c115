namespace Contagion.Model.Tests;

public sealed class WordsTests
{
    [Theory]
    [InlineData("CentralBank", "central-bank")]
    [InlineData("P2p", "p2p")]
    [InlineData("Bank", "bank")]
    [InlineData("PagerankVulnerability", "pagerank-vulnerability")]
    [InlineData("", "")]
    public void A_word_is_lower_case_with_hyphens(string name, string word) => Assert.Equal(word, Words.Kebab(name));

    [Fact]
    public void Every_word_names_its_member_and_no_other()
    {
        foreach (var kind in Enum.GetValues<InstitutionKind>())
        {
            Assert.True(Words.TryParse<InstitutionKind>(Words.Of(kind), out var found));
            Assert.Equal(kind, found);
        }

        // design.md section 6.
        Assert.Equal(["platform", "lender", "borrower", "guarantor", "bank", "provider", "authority"], Words.Of<InstitutionKind>());
        Assert.Equal(["loan", "demand", "guarantee", "service"], Words.Of<ExposureType>());
    }

    [Theory]
    [InlineData("Bank")]
    [InlineData("bank ")]
    [InlineData("4")]
    [InlineData("")]
    [InlineData("none")]
    public void What_is_no_word_of_it_is_refused(string word) => Assert.False(Words.TryParse<InstitutionKind>(word, out _));
}
