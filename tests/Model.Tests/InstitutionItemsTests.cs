namespace Contagion.Model.Tests;

/// <summary>Numbers of an institution, by name and by item.</summary>
public sealed class InstitutionItemsTests
{
    public static TheoryData<InstitutionItem> Items => [.. Enum.GetValues<InstitutionItem>()];

    [Fact]
    public void There_are_as_many_items_as_are_counted() => Assert.Equal(InstitutionItems.Count, Enum.GetValues<InstitutionItem>().Length);

    [Theory]
    [MemberData(nameof(Items))]
    public void Every_item_has_a_property_of_its_name(InstitutionItem item)
    {
        var property = typeof(Institution).GetProperty($"{item}")!;
        var given = new Institution("B1", InstitutionKind.Bank) { Items = default(InstitutionItems).With(item, 7.5) };
        var set = new Institution("B1", InstitutionKind.Bank);

        property.SetValue(set, 7.5);

        Assert.Equal(7.5, property.GetValue(given));
        Assert.Equal(given, set);
        Assert.All(Enum.GetValues<InstitutionItem>(), other => Assert.Equal(other == item ? 7.5 : null, set.Items[other]));
    }

    [Theory]
    [InlineData(-0.0)]
    [InlineData(double.MaxValue)]
    [InlineData(double.NegativeInfinity)]
    // A number that went wrong is not one that was left out.
    [InlineData(double.NaN)]
    public void Whatever_number_is_given_is_given(double number)
    {
        var items = default(InstitutionItems).With(InstitutionItem.Cash, number);

        Assert.Equal(BitConverter.DoubleToInt64Bits(number), BitConverter.DoubleToInt64Bits(items[InstitutionItem.Cash]!.Value));
        Assert.NotEqual(default, items);
    }

    [Fact]
    public void A_number_can_be_taken_back()
    {
        var items = default(InstitutionItems).With(InstitutionItem.Cash, 1).With(InstitutionItem.Cash, null);

        Assert.Null(items[InstitutionItem.Cash]);
        Assert.Equal(default, items);
        Assert.Equal(default(InstitutionItems).GetHashCode(), items.GetHashCode());
    }
}
