using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Data.Tests.Csv;

/// <summary>Services and guarantees in exposures.csv.</summary>
public sealed class ServicesReadingTests
{
    private const string Header = "creditor,debtor,amount,type,need\n";

    // More than a megabyte, so that the exposures are read on all processors.
    [Theory]
    [InlineData(1)]
    [InlineData(120_000)]
    public void Needs_and_promises_are_read(int loans)
    {
        var network = Read(Header + "P,A,1,service,cloud\nP,Q,1,service,\nP,B,0.8,service,cloud\nP,G,9,guarantee,\n" + string.Concat(Enumerable.Repeat("A,B,1,loan,\n", loans)));

        Assert.Equal([0, 1, 4], network.Services.Rows.Column.ToArray());
        Assert.Equal([1, 0.8, 1], network.Services.Rows.Amount.ToArray());
        Assert.Equal([0, 0, 1], network.Services.Need.ToArray());
        Assert.Equal([0, 0, 0, 3, 3, 3], network.Services.Rows.Start.ToArray());
        Assert.Equal([(2, 3, 9.0)], [(2, network.Guarantees.Column[0], network.Guarantees.Amount[0])]);
        Assert.Equal(loans, network.Sheets[0].NetworkAssets);
        Assert.Equal(0, network.Sheets[2].NetworkAssets);
    }

    [Fact]
    public void All_that_is_wrong_with_services_is_told_at_once()
    {
        var faults = Assert.Throws<InputException>(() => Read(Header + "P,A,8,service,cloud\nP,A,0,service,\nP,A,-1,service,\nP,A,1,loan,cloud\nP,A,1,,cloud\nP,A,1,servce,cloud\nP,A,1,service,\"a\tb\"\n")).Faults;

        (int Line, int Column, string Message)[] expected =
        [
            (2, 5, "amount of a service is '8'; expected its efficiency"), (3, 5, "amount of a service is '0'"), (4, 5, "amount is '-1'"),
            (5, 12, "need 'cloud' is that of a loan"), (6, 8, "need 'cloud' is that of a loan"), (7, 7, "unknown type 'servce'"), (8, 15, "need has a control character"),
        ];
        Assert.Equal(expected.Select(one => (one.Line, one.Column)), faults.Select(fault => (fault.Line, fault.Column)));
        Assert.All(expected.Zip(faults), pair => Assert.StartsWith(pair.First.Message, pair.Second.Message, StringComparison.Ordinal));
    }

    private static Network Read(string exposures)
    {
        using var folder = new SmallFolder()
            .Write("institutions.csv", "id,kind\nA,provider\nB,provider\nP,platform\nG,guarantor\nQ,platform\n").Write("exposures.csv", exposures);
        return folder.Load("shocks.0.target=all").Network;
    }
}
