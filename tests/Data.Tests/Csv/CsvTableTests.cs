using Contagion.Model;

namespace Contagion.Data.Tests.Csv;

/// <summary>Rows read several at a time come in the order of the file, or not at all.</summary>
public sealed class CsvTableTests
{
    private const int Rows = 100_000;

    [Fact]
    public void Rows_read_together_come_in_the_order_of_the_file()
    {
        var (isRead, amounts) = Read(row => $"A,B,{row}\n");

        Assert.True(isRead);
        Assert.Equal(Enumerable.Range(0, Rows).Select(row => (double)row), amounts);
    }

    [Theory]
    [InlineData("A,B,x\n")]
    [InlineData("A,B\n")]
    [InlineData("A,B,1,2\n")]
    [InlineData("A,\"B\"x,1\n")]
    [InlineData("A,\"B,1\n")]
    public void Rows_are_not_read_together_when_one_is_wrong(string wrong)
    {
        var (isRead, amounts) = Read(row => row == 77_777 ? wrong : $"A,B,{row}\n");

        Assert.False(isRead);
        // What was handed on before the fault was met are rows of the file.
        Assert.All(amounts.Index().Take(77_777), one => Assert.Equal(one.Index, one.Item));
    }

    private static (bool IsRead, List<double> Amounts) Read(Func<int, string> row)
    {
        using var folder = new SmallFolder().Write("exposures.csv", "creditor,debtor,amount\n" + string.Concat(Enumerable.Range(0, Rows).Select(row)));
        using var table = CsvTable.Open(folder.At("exposures.csv"), "exposures.csv", ExposuresFile.Columns, 3, new Faults());
        var amounts = new List<double>();
        return (table!.TryReadTogether(one => one.Number(2, 0) ?? double.NaN, amounts.Add), amounts);
    }
}
