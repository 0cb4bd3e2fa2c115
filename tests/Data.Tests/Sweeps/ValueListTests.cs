namespace Contagion.Data.Tests.Sweeps;

/// <summary>Values with commas between them.</summary>
public sealed class ValueListTests
{
    [Theory]
    [InlineData("1,2,3", "1|2|3")]
    [InlineData(" 1 , 2", "1|2")]
    [InlineData("a", "a")]
    [InlineData("", "")]
    [InlineData("a,,b,", "a||b|")]
    [InlineData("{mechanism: eisenberg-noe},{mechanism: furfine, lossGivenDefault: 0.5}", "{mechanism: eisenberg-noe}|{mechanism: furfine, lossGivenDefault: 0.5}")]
    [InlineData("[1, [2, 3]],[4]", "[1, [2, 3]]|[4]")]
    [InlineData("\"a,b\",'c,d'", "\"a,b\"|'c,d'")]
    [InlineData("\"a\\\",b\",c", "\"a\\\",b\"|c")]
    [InlineData("'it''s, so',b", "'it''s, so'|b")]
    [InlineData("it's,bank's", "it's|bank's")]
    [InlineData("a[b,c]d", "a[b|c]d")]
    [InlineData("{ id: \"}\" },{ id: '{' }", "{ id: \"}\" }|{ id: '{' }")]
    [InlineData("{\"id\":\"},\"},b", "{\"id\":\"},\"}|b")]
    [InlineData("\"a,b", "\"a,b")]
    public void Commas_within_brackets_and_quotes_belong_to_a_value(string text, string values) =>
        Assert.Equal(values.Split('|'), ValueList.Split(text).Select(value => value.Text));

    [Fact]
    public void Each_value_is_told_where_it_begins() => Assert.Equal([0, 3, 10], ValueList.Split("1, [2,3], 4").Select(value => value.At));
}
