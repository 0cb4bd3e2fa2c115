using System.Text;
using Contagion.Model;

namespace Contagion.Networks.Tests;

/// <summary>The index of ids against the runtime's own dictionary.</summary>
public sealed class IdIndexTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Ids_are_found_as_a_dictionary_finds_them_from_strings_and_from_bytes(int seed)
    {
        var random = new Random(seed);
        var (ids, expected) = (new List<string>(), new Dictionary<string, int>(StringComparer.Ordinal));
        var index = new IdIndex(ids);

        for (var turn = 0; turn < 2000; turn++)
        {
            var id = Word(random);
            var isNew = expected.TryAdd(id, ids.Count);
            Assert.Equal(isNew, index.TryAdd(id, ids.Count));
            if (isNew)
            {
                ids.Add(id);
            }
        }

        foreach (var id in ids.Concat(Enumerable.Range(0, 2000).Select(_ => Word(random))))
        {
            var isKnown = expected.TryGetValue(id, out var there);
            Assert.Equal((isKnown, isKnown ? there : -1), (index.TryFind(id, out var found), found));
            Assert.Equal((isKnown, isKnown ? there : -1), (index.TryFind(Encoding.UTF8.GetBytes(id), out found), found));
        }
    }

    // Up to eight bytes an id is its own key; beyond that the key is a hash and the id itself decides.
    [Theory]
    [InlineData("A", "B")]
    [InlineData("AB", "BA")]
    [InlineData("ABC", "ADC")]
    [InlineData("ABCDE", "ABXDE")]
    [InlineData("ABCDEFG", "ABCXEFG")]
    [InlineData("ABCDEFGH", "ABCDEFGHA")]
    [InlineData("ABCDEFGHABCDEFGH", "ABCDEFGHABCDEFG")]
    [InlineData("\u00e9\u00e9\u00e9\u00e9\u00e9", "\u00e9\u00e9\u00e9\u00e9\u00e8")]
    [InlineData("🏦🏦🏦", "🏦🏦🏧")]
    [InlineData("A", "A\0")]
    public void Ids_that_differ_a_little_are_two(string first, string second)
    {
        var index = new IdIndex([first, second]);
        Assert.True(index.TryAdd(first, 0));
        Assert.False(index.TryFind(second, out _));
        Assert.True(index.TryAdd(second, 1));
        Assert.True(index.TryFind(first, out var one));
        Assert.True(index.TryFind(second, out var other));

        Assert.Equal((0, 1), (one, other));
    }

    [Fact]
    public void A_long_id_is_compared_to_its_last_letter()
    {
        var id = new string('B', 5000);
        var index = new IdIndex([id]);

        Assert.True(index.TryAdd(id, 0));
        Assert.False(index.TryAdd(id, 1));
        Assert.True(index.TryFind(id, out _));
        Assert.False(index.TryFind(id[..^1] + "C", out _));
    }

    [Theory]
    [InlineData("ABCDEFGHIJ", "ABCDEFGHIJ", true)]
    [InlineData("ABCDEFGHIJ", "ABCDEFGHIK", false)]
    [InlineData("ABCDEFGHIJ", "ABCDEFGHI", false)]
    [InlineData("Österreich", "Österreich", true)]
    [InlineData("Österreich", "Osterreich", false)]
    [InlineData("Österreich", "Österreic", false)]
    [InlineData("Österreic", "Österreich", false)]
    [InlineData("🏦 of 银行", "🏦 of 银行", true)]
    public void Bytes_and_a_string_are_the_same_text_or_not(string bytes, string text, bool isSame) =>
        Assert.Equal(isSame, IdKey.Says(Encoding.UTF8.GetBytes(bytes), text));

    [Fact]
    public void Half_a_character_is_no_id_and_finds_none()
    {
        var builder = new NetworkBuilder();
        builder.Add(new Institution("\uFFFD", InstitutionKind.Bank));

        Assert.False(builder.TryFind("\uD83C", out _));
        Assert.Throws<ArgumentException>(() => builder.Add(new Institution("\uD83C", InstitutionKind.Bank)));
        Assert.Equal(1, builder.Count);
    }

    [Fact]
    public void Nothing_is_found_by_no_id() => Assert.False(new IdIndex([]).TryFind("", out _));

    private static string Word(Random random)
    {
        string[] letters = ["A", "B", "1", "\u00e9", "银", "🏦"];
        return string.Concat(Enumerable.Range(0, 1 + random.Next(random.Next(2) == 0 ? 4 : 40)).Select(_ => letters[random.Next(random.Next(2) == 0 ? 3 : letters.Length)]));
    }
}
