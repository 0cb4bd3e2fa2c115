namespace Contagion.Networks.Tests;

/// <summary>Entries that become compressed rows.</summary>
public sealed class EntryColumnsTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 20)];

    // The naive way: one sum for each row and column. Decimals that add up in another order give other sums.
    [Theory]
    [MemberData(nameof(Seeds))]
    public void Rows_are_those_of_a_plain_loop(int seed)
    {
        var random = new Random(seed);
        var (rows, entries) = (1 + random.Next(20), new EntryColumns());
        var expected = new SortedDictionary<(int, int), double>();
        for (var count = random.Next(300); count > 0; count--)
        {
            var (row, column, amount) = (random.Next(rows), random.Next(10), random.Next(1, 100_000) / 100.0);
            entries.Add(row, column, amount);
            expected[(row, column)] = expected.GetValueOrDefault((row, column)) + amount;
        }

        var built = entries.Build(CompressedRows.Empty(rows));

        Assert.Equal(rows, built.Rows);
        Assert.Equal(
            expected.Select(one => (one.Key.Item1, one.Key.Item2, one.Value)),
            Enumerable.Range(0, rows).SelectMany(row => Enumerable.Range(built.Start[row], built.LengthOf(row)).Select(entry => (row, built.Column[entry], built.Amount[entry]))));
    }
}
