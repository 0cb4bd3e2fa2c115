using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Data.Tests.Csv;

/// <summary>What exposures.csv says of claims besides their amounts.</summary>
public sealed class TermsReadingTests
{
    private const string Institutions = "id,kind\nL,lender\nB,borrower\nP,platform\nG,guarantor\n";
    private const string Header = "creditor,debtor,amount,platform,guarantor,coverage,maturity,collateral,pledge\n";

    [Fact]
    public void Every_term_is_read_where_terms_are_kept()
    {
        var network = Read(Header + "L,B,8,P,G,0.5,3,6,\"house, 7 High Street\"\nL,B,4,,,,,,\n", keepsTerms: true);

        var terms = network.Terms!;
        Assert.Equal([4.0, 8], network.Claims.Amount.ToArray());
        Assert.Equal([ClaimTerms.None, 2], terms.Platform.ToArray());
        Assert.Equal([ClaimTerms.None, 3], terms.Guarantor.ToArray());
        Assert.Equal([1, 0.5], terms.Coverage.ToArray());
        Assert.Equal([int.MaxValue, 3], terms.Maturity.ToArray());
        Assert.Equal([0.0, 6], terms.Collateral.ToArray());
        Assert.Equal([ClaimTerms.None, 0], terms.Pledge.ToArray());
        Assert.Equal(["house, 7 High Street"], terms.Pledges);
    }

    // A file that is accepted by mechanisms which look at amounts alone stays accepted, whatever it says besides.
    [Fact]
    public void Terms_that_are_not_kept_are_checked_field_by_field_alone()
    {
        var network = Read(Header + "L,B,8,G,B,0.5,1.5,,house\nL,B,4,P,G,1,2,3,house\n", keepsTerms: false);

        Assert.Null(network.Terms);
        Assert.Equal([12.0], network.Claims.Amount.ToArray());
    }

    [Fact]
    public void All_that_is_wrong_with_terms_is_told_at_once()
    {
        var faults = Refused(
            Header + "L,B,8,G,,,,,\nL,B,8,X,B,1.5,1.5,-1,\nL,B,8,,X,,-1,x,\nL,B,8,,,,3000000000,,house\nL,B,8,,,,,6,\"a\tb\"\nL,B,8,P,G,1,0,6,car\nL,B,8,P,G,1,0,7,car\n",
            keepsTerms: true);

        (int Line, int Column, string Message)[] expected =
        [
            (2, 7, "platform 'G' is of kind guarantor"),
            (3, 7, "unknown platform 'X'"), (3, 9, "'B' stands for its own debt"), (3, 11, "coverage is '1.5'"), (3, 15, "maturity is '1.5'; expected a whole number from 0"), (3, 19, "collateral is '-1'"),
            (4, 8, "unknown guarantor 'X'"), (4, 11, "maturity is '-1'"), (4, 14, "collateral is 'x'"),
            (5, 10, "maturity is '3000000000'"), (5, 22, "pledge 'house' has no collateral"),
            (6, 13, "pledge has a control character"),
            (8, 15, "collateral is '7'; expected 6, which line 7 says of pledge 'car'"),
        ];
        Assert.Equal(expected.Select(one => (one.Line, one.Column)), faults.Select(fault => (fault.Line, fault.Column)).Order());
        Assert.All(expected, one => Assert.Contains(faults, fault => (fault.Line, fault.Column) == (one.Line, one.Column) && fault.Message.StartsWith(one.Message, StringComparison.Ordinal)));
    }

    [Fact]
    public void Of_what_is_not_kept_every_field_is_checked_as_well()
    {
        var faults = Refused(Header + "L,B,8,X,X,1.5,-1,-1,\"a\tb\"\n", keepsTerms: false);

        Assert.Equal([7, 9, 11, 15, 18, 21], faults.Select(fault => fault.Column).Order());
    }

    // More than a megabyte, so that the exposures are read on all processors.
    [Fact]
    public void A_large_file_says_the_same()
    {
        var rows = string.Concat(Enumerable.Range(0, 60_000).Select(row => $"L,B,1,P,G,0.5,{row % 3},{row % 4},{(row % 4 == 0 ? "" : $"pledge {row % 4}")}\n"));
        Assert.True(Header.Length + rows.Length >= ExposuresFile.TogetherFrom, "the file would be read row by row");

        var network = Read(Header + rows, keepsTerms: true);

        Assert.Equal(Enumerable.Repeat(5000.0, 12), network.Claims.Amount.ToArray());
        Assert.Equal(["pledge 1", "pledge 2", "pledge 3"], network.Terms!.Pledges);
    }

    [Fact]
    public void A_pledge_of_two_values_is_told_in_a_large_file()
    {
        var rows = string.Concat(Enumerable.Repeat("L,B,1,P,G,0.5,1,4,house\n", 60_000));

        var fault = Assert.Single(Refused(Header + rows + "L,B,1,P,G,0.5,1,5,house\n" + rows, keepsTerms: true));

        Assert.Equal((60_002, 17), (fault.Line, fault.Column));
        Assert.Contains("line 2 says of pledge 'house'", fault.Message, StringComparison.Ordinal);
    }

    // One folder serves all points of a sweep, some of which may keep terms.
    [Fact]
    public void The_same_files_are_read_again_where_terms_are_kept()
    {
        using var folder = Folder(Header + "L,B,8,,,,3,,\n");
        var (networks, faults) = (new NetworkFolder(folder.At("scenario.yaml")), new Faults());
        var root = ScenarioText.Read(folder.At("scenario.yaml"), [], faults)!;

        Assert.Null(networks.Read(root, keepsTerms: false, [], faults)!.Terms);
        Assert.NotNull(networks.Read(root, keepsTerms: true, [], faults)!.Terms);
    }

    private static SmallFolder Folder(string exposures) => new SmallFolder().Write("institutions.csv", Institutions).Write("exposures.csv", exposures);

    private static Network Read(string exposures, bool keepsTerms)
    {
        var (network, faults) = TryRead(exposures, keepsTerms);
        Assert.Empty(faults);
        return network!;
    }

    private static IReadOnlyList<Fault> Refused(string exposures, bool keepsTerms)
    {
        var (network, faults) = TryRead(exposures, keepsTerms);
        Assert.Null(network);
        return faults;
    }

    private static (Network?, IReadOnlyList<Fault>) TryRead(string exposures, bool keepsTerms)
    {
        using var folder = Folder(exposures);
        var faults = new Faults();
        var root = ScenarioText.Read(folder.At("scenario.yaml"), [], faults)!;
        return (new NetworkFolder(folder.At("scenario.yaml")).Read(root, keepsTerms, [], faults), faults.Listed);
    }
}
