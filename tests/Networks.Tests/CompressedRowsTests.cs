using Contagion.Model;

namespace Contagion.Networks.Tests;

/// <summary>Compressed rows in both directions against a dense matrix.</summary>
public sealed class CompressedRowsTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Claims_and_debts_are_the_dense_matrix_and_its_transpose(int seed)
    {
        var random = new Random(seed);
        var count = 2 + random.Next(30);
        var contracts = RandomDebts.Contracts(random, count);
        var dense = RandomDebts.Dense(contracts, count);

        var network = Build(count, [.. contracts.Select(one => new Exposure(one.Creditor, one.Debtor, one.Amount))]);

        AssertRows(network.Claims, (row, column) => dense[row, column], count);
        AssertRows(network.Debts, (row, column) => dense[column, row], count);
        AssertRows(network.Claims.Transpose(count), (row, column) => dense[column, row], count);
        for (var institution = 0; institution < count; institution++)
        {
            Assert.Equal(Enumerable.Range(0, count).Sum(debtor => dense[institution, debtor]), network.Claims.RowSums()[institution]);
            Assert.Equal(Enumerable.Range(0, count).Sum(creditor => dense[creditor, institution]), network.Claims.ColumnSums(count)[institution]);
            Assert.Equal(network.Claims.RowSums()[institution], network.Sheets[institution].NetworkAssets);
            Assert.Equal(network.Debts.RowSums()[institution], network.Sheets[institution].NetworkLiabilities);
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_debt_knows_the_claim_that_it_is(int seed)
    {
        var random = new Random(seed);
        var count = 2 + random.Next(20);
        var network = Build(count, [.. RandomDebts.Contracts(random, count)
            .Select(one => new Exposure(one.Creditor, one.Debtor, one.Amount, (ExposureType)random.Next(2), (byte)(1 + random.Next(3))))]);

        Assert.Equal(network.Claims.Count, network.Debts.Count);
        Assert.Equal(Enumerable.Range(0, network.Claims.Count), network.ClaimOfDebt.ToArray().Order());
        for (var debtor = 0; debtor < count; debtor++)
        {
            for (var debt = network.Debts.Start[debtor]; debt < network.Debts.Start[debtor + 1]; debt++)
            {
                var claim = network.ClaimOfDebt.Span[debt];
                Assert.Equal((debtor, network.Debts.Amount[debt]), (network.Claims.Column[claim], network.Claims.Amount[claim]));
                Assert.InRange(claim, network.Claims.Start[network.Debts.Column[debt]], network.Claims.Start[network.Debts.Column[debt] + 1] - 1);
            }
        }
    }

    [Fact]
    public void Parallel_exposures_of_one_type_and_class_add_up()
    {
        var network = Build(2, new Exposure(0, 1, 1), new Exposure(0, 1, 2), new Exposure(1, 0, 16), new Exposure(0, 1, 4));

        Assert.Equal([7, 16], network.Claims.Amount.ToArray());
        Assert.True(network.ClaimType.IsEmpty);
        Assert.True(network.ClaimSeniority.IsEmpty);
    }

    [Fact]
    public void Parallel_exposures_of_other_types_or_classes_stand_apart_senior_first()
    {
        var network = Build(
            2, new Exposure(0, 1, 1, ExposureType.Loan, 3), new Exposure(0, 1, 2, ExposureType.Demand, 1), new Exposure(0, 1, 4, ExposureType.Loan, 1), new Exposure(0, 1, 8, ExposureType.Loan, 3));

        Assert.Equal([1, 1, 3], network.ClaimSeniority.ToArray());
        Assert.Equal([4, 2, 9], network.Claims.Amount.ToArray());
        Assert.Equal([(byte)ExposureType.Loan, (byte)ExposureType.Demand, (byte)ExposureType.Loan], network.ClaimType.ToArray());
        Assert.Equal(3, network.SeniorityMax);
        Assert.Equal(15, network.Sheets[0].NetworkAssets);
    }

    // The first exposure came before anybody knew that there would be classes.
    [Fact]
    public void A_class_that_comes_late_leaves_earlier_exposures_in_class_1()
    {
        var network = Build(3, new Exposure(2, 0, 1), new Exposure(0, 1, 2), new Exposure(0, 1, 4, ExposureType.Loan, 2));

        Assert.Equal([1, 2, 1], network.ClaimSeniority.ToArray());
        Assert.Equal([2, 4, 1], network.Claims.Amount.ToArray());
    }

    [Fact]
    public void Zero_amounts_guarantees_and_services_take_no_room() =>
        Assert.Equal(0, Build(2, new Exposure(0, 1, 0), new Exposure(0, 1, 5, ExposureType.Guarantee), new Exposure(0, 1, 0.5, ExposureType.Service)).Claims.Count);

    [Theory]
    [InlineData(0, 0, 1, 1)]
    [InlineData(0, 2, 1, 1)]
    [InlineData(-1, 0, 1, 1)]
    [InlineData(0, 1, -1, 1)]
    [InlineData(0, 1, double.NaN, 1)]
    [InlineData(0, 1, double.PositiveInfinity, 1)]
    [InlineData(0, 1, 1, 0)]
    [InlineData(0, 1, 1, 17)]
    public void What_is_no_exposure_is_refused(int creditor, int debtor, double amount, byte seniority) =>
        Assert.ThrowsAny<ArgumentException>(() => Build(2, new Exposure(creditor, debtor, amount, ExposureType.Loan, seniority)));

    private static Network Build(int count, params Exposure[] exposures)
    {
        var builder = new NetworkBuilder();
        for (var institution = 0; institution < count; institution++)
        {
            builder.Add(new Institution($"B{institution}", InstitutionKind.Bank));
        }

        foreach (var exposure in exposures)
        {
            builder.Add(exposure);
        }

        return builder.Build();
    }

    private static void AssertRows(CompressedRows rows, Func<int, int, double> dense, int count)
    {
        Assert.Equal(count, rows.Rows);
        for (var row = 0; row < count; row++)
        {
            var expected = Enumerable.Range(0, count).Where(column => dense(row, column) > 0).Select(column => (column, dense(row, column)));
            var actual = Enumerable.Range(rows.Start[row], rows.Start[row + 1] - rows.Start[row]).Select(entry => (rows.Column[entry], rows.Amount[entry]));
            Assert.Equal(expected, actual);
        }
    }
}
