using System.Globalization;
using System.Text;
using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Data.Tests.Csv;

/// <summary>A file large enough to be read on all processors says the same as one that is read row by row.</summary>
public sealed class LargeExposuresTests
{
    private const int Institutions = 300;
    private const int Rows = 80_000;
    private const string Header = "creditor,debtor,amount\n";

    // The naive way: one sum a pair, over the rows in the order of the file. Many rows share a pair, and decimals keep sums apart that add up in another order.
    [Theory]
    [InlineData("as drawn")]
    [InlineData("by creditor")]
    [InlineData("by creditor and debtor")]
    [InlineData("by debtor")]
    public void The_network_is_the_one_that_a_plain_loop_over_the_rows_gives(string order)
    {
        var rows = Drawn(seed: 5, order);
        var expected = new SortedDictionary<(int, int), double>();
        foreach (var (creditor, debtor, amount) in rows)
        {
            expected[(creditor, debtor)] = expected.GetValueOrDefault((creditor, debtor)) + amount;
        }

        var network = Read(Header + string.Concat(rows.Select(Text)));

        Assert.Equal(expected.Select(pair => (pair.Key.Item1, pair.Key.Item2, pair.Value)), Entries(network.Claims));
        Assert.Equal(
            expected.Select(pair => (pair.Key.Item2, pair.Key.Item1, pair.Value)).OrderBy(entry => (entry.Item1, entry.Item2)), Entries(network.Debts));
    }

    [Fact]
    public void Types_classes_quotes_and_ids_of_any_length_are_read_alike()
    {
        var rows = Drawn(seed: 6, "as drawn");
        var text = new StringBuilder("\uFEFFtype,amount,seniority,debtor,creditor\r\n");
        foreach (var (creditor, debtor, amount) in rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"{(debtor % 2 == 0 ? "demand" : "")},\"{amount:R}\",{(debtor % 3) + 1}, {Id(debtor)} ,\"{Id(creditor)}\"\r\n\r\n");
        }

        var network = Read(text.ToString());

        var expected = rows.GroupBy(row => (row.Creditor, row.Debtor)).OrderBy(pair => pair.Key).Select(pair => (pair.Key.Creditor, pair.Key.Debtor, pair.Aggregate(0.0, (sum, row) => sum + row.Amount)));
        Assert.Equal(expected, Entries(network.Claims));
        Assert.Equal(network.Claims.Column.ToArray().Select(debtor => (byte)(1 - (debtor % 2))), network.ClaimType.ToArray());
        Assert.Equal(network.Claims.Column.ToArray().Select(debtor => (byte)((debtor % 3) + 1)), network.ClaimSeniority.ToArray());
    }

    [Fact]
    public void Faults_anywhere_in_it_are_told_once_at_their_place_and_in_their_order()
    {
        var rows = Drawn(seed: 7, "as drawn").Select(Text).ToArray();
        (int Row, string Text, int Column, string Message)[] wrong =
        [
            (10, "I1,I2\n", 1, "2 fields; expected 3"),
            (11, "I1,I2,8x\n", 7, "amount is '8x'"),
            (40_000, "nobody,I2,8\n", 1, "unknown creditor 'nobody'"),
            (40_001, "\"I1\"x,I2,8\n", 1, "quotation marks do not match"),
            (Rows - 2, "I1,I1,8\n", 4, "'I1' has an exposure to itself"),
            (Rows - 1, "I1,nobody,-1\n", 4, "unknown debtor 'nobody'"),
        ];
        foreach (var (row, text, _, _) in wrong)
        {
            rows[row] = text;
        }

        var faults = Assert.Throws<InputException>(() => Read(Header + string.Concat(rows))).Faults;

        // The row whose quotation marks do not match has no creditor either; the last one has a wrong amount as well.
        Assert.Equal([12, 13, 40_002, 40_003, 40_003, Rows, Rows + 1, Rows + 1], faults.Select(fault => fault.Line));
        foreach (var (row, _, column, message) in wrong)
        {
            Assert.Contains(faults, fault => (fault.Line, fault.Column) == (row + 2, column) && fault.Message.StartsWith(message, StringComparison.Ordinal));
        }
    }

    // Batches are cut where no buffer of the row-by-row reader ends: what is too long for it is too long.
    [Fact]
    public void A_row_that_is_too_long_is_told_wherever_it_stands()
    {
        var rows = Drawn(seed: 8, "as drawn").Select(Text).ToArray();
        rows[70_000] = $"I1,I2,{new string('0', 4 * CsvTable.RowMax)}8\n";

        var fault = Assert.Single(Assert.Throws<InputException>(() => Read(Header + string.Concat(rows))).Faults);

        Assert.Contains($"a row is longer than {CsvTable.RowMax} bytes", fault.Message, StringComparison.Ordinal);
    }

    // Rows read before the fault was met must not be left behind.
    [Fact]
    public void Nothing_is_handed_on_twice_when_the_file_is_read_again()
    {
        using var folder = new SmallFolder().Write("exposures.csv", Header + string.Concat(Drawn(seed: 9, "as drawn").Select(Text)) + "I1,I2,x\nI1,I2,1\n");
        var (builder, faults) = (Builder(), new Faults());

        ExposuresFile.Read(folder.At("exposures.csv"), "exposures.csv", builder, faults);

        var sum = Drawn(seed: 9, "as drawn").Sum(row => row.Amount) + 1;
        Assert.Equal(1, faults.Count);
        // Sums in another order differ by rounding only: 80,000 additions of 2⁻⁵³ each.
        Assert.Equal(sum, builder.Build().Claims.Amount.ToArray().Sum(), sum * Rows * Math.Pow(2, -53));
    }

    private static (int Creditor, int Debtor, double Amount)[] Drawn(int seed, string order)
    {
        var random = new Random(seed);
        var rows = Enumerable.Range(0, Rows).Select(_ =>
        {
            var creditor = random.Next(Institutions);
            return (Creditor: creditor, Debtor: (creditor + 1 + random.Next(Institutions - 1)) % Institutions, Amount: random.Next(1, 100_000) / 100.0);
        });
        return order switch
        {
            "by creditor" => [.. rows.OrderBy(row => row.Creditor)],
            "by creditor and debtor" => [.. rows.OrderBy(row => (row.Creditor, row.Debtor))],
            "by debtor" => [.. rows.OrderBy(row => row.Debtor)],
            _ => [.. rows],
        };
    }

    private static string Id(int institution) => institution % 7 == 3 ? $"Institution of a long name {institution}" : $"I{institution}";

    private static string Text((int Creditor, int Debtor, double Amount) row) =>
        string.Create(CultureInfo.InvariantCulture, $"{Id(row.Creditor)},{Id(row.Debtor)},{row.Amount:R}\n");

    private static NetworkBuilder Builder()
    {
        var builder = new NetworkBuilder();
        for (var institution = 0; institution < Institutions; institution++)
        {
            builder.Add(new Institution(Id(institution), InstitutionKind.Bank));
        }

        return builder;
    }

    private static Network Read(string exposures)
    {
        Assert.True(exposures.Length >= ExposuresFile.TogetherFrom, $"the file has {exposures.Length} characters and would be read row by row");
        using var folder = new SmallFolder().Write("institutions.csv", "id,kind\n" + string.Concat(Enumerable.Range(0, Institutions).Select(one => $"{Id(one)},bank\n"))).Write("exposures.csv", exposures);
        folder.Write("scenario.yaml", SmallFolder.Scenario.Replace("{ id: B1 }", "all", StringComparison.Ordinal));
        return folder.Load().Network;
    }

    private static IEnumerable<(int, int, double)> Entries(CompressedRows rows) =>
        Enumerable.Range(0, rows.Rows).SelectMany(row => Enumerable.Range(rows.Start[row], rows.Start[row + 1] - rows.Start[row]).Select(entry => (row, rows.Column[entry], rows.Amount[entry])));
}
