using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Data.Tests.Csv;

/// <summary>What people's CSV files look like and still mean the same.</summary>
public sealed class CsvReadingTests
{
    [Fact]
    public void Quotes_guard_commas_and_double_quotes_stand_for_one()
    {
        var network = Read("id,kind,name\n\"B,1\",bank,\"the \"\"big\"\" one, at last\"\nB2,bank,\"\"\n", "creditor,debtor,amount\n\"B,1\",B2,\"8\"\n");

        Assert.Equal(["B,1", "B2"], network.Ids);
        Assert.Equal("the \"big\" one, at last", network.NameOf(0));
        Assert.Equal("B2", network.NameOf(1));
        Assert.Equal(8, network.Sheets[0].NetworkAssets);
    }

    [Theory]
    [InlineData("\r\n", "")]
    [InlineData("\n", "\uFEFF")]
    [InlineData("\r\n", "\uFEFF")]
    [InlineData("\n\n\n", "")]
    public void Line_ends_byte_order_marks_and_blank_lines_do_not_matter(string end, string start)
    {
        var network = Read($"{start}id,kind,equity{end}B1,bank,3{end}B2,bank,4{end}", $"{start}creditor,debtor,amount{end}B1,B2,8{end}");

        Assert.Equal(["B1", "B2"], network.Ids);
        Assert.Equal((3, 4), (network.Sheets[0].Equity, network.Sheets[1].Equity));
        Assert.Equal(8, network.Sheets[0].NetworkAssets);
    }

    [Fact]
    public void The_last_line_needs_no_end() => Assert.Equal(2, Read("id,kind\nB1,bank\nB2,bank", "creditor,debtor,amount\nB1,B2,8").Count);

    [Fact]
    public void Spaces_around_fields_do_not_matter()
    {
        var network = Read("id , kind, equity\n B1 ,bank , 3 \n\tB2,\tbank,4\n", "creditor, debtor, amount\nB1 , B2 , 8\n");

        Assert.Equal(["B1", "B2"], network.Ids);
        Assert.Equal(3, network.Sheets[0].Equity);
    }

    [Fact]
    public void Columns_come_in_any_order_and_an_empty_optional_field_means_not_given()
    {
        var network = Read("equity,kind,cash,id,group\n,bank,5,B1,\n7,bank,,B2,north\n", "amount,type,debtor,creditor,seniority\n8,,B2,B1,\n");

        Assert.Equal(13, network.Sheets[0].Equity);
        Assert.Null(network.GroupOf(0));
        Assert.Equal("north", network.GroupOf(1));
        // B2 shows 7 of equity and owes 8: its external assets balance the sheet.
        Assert.Equal(15, network.Sheets[1].ExternalAssets);
    }

    [Theory]
    [InlineData("007", "7")]
    [InlineData("1e5", "100000")]
    [InlineData("Österreich", "Osterreich")]
    [InlineData("银行", "銀行")]
    [InlineData("🏦", "🏧")]
    [InlineData("null", "true")]
    [InlineData("B1", "b1")]
    // The same letter composed and decomposed: ids are compared as they are written.
    [InlineData("\u00e9", "e\u0301")]
    public void Ids_are_texts_whatever_they_look_like(string first, string second)
    {
        var network = Read($"id,kind\n{first},bank\n{second},bank\n", $"creditor,debtor,amount\n{second},{first},8\n", $"{{ id: \"{first}\" }}");

        Assert.Equal([first, second], network.Ids);
        Assert.Equal(8, network.Sheets[1].NetworkAssets);
    }

    [Theory]
    [InlineData("8", 8)]
    [InlineData("+8", 8)]
    [InlineData("8.", 8)]
    [InlineData(".5", 0.5)]
    [InlineData("8e2", 800)]
    [InlineData("8E-2", 0.08)]
    [InlineData("-0", 0)]
    [InlineData("0.1000000000000000055511151231257827", 0.1)]
    [InlineData("1e-400", 0)]
    public void A_number_is_read_to_the_nearest_double(string text, double amount) =>
        Assert.Equal(amount, Read("id,kind\nB1,bank\nB2,bank\n", $"creditor,debtor,amount\nB1,B2,{text}\n").Sheets[0].NetworkAssets);

    [Theory]
    [InlineData("nan")]
    [InlineData("NaN")]
    [InlineData("inf")]
    [InlineData("Infinity")]
    [InlineData("∞")]
    [InlineData("1e999")]
    [InlineData("1 000")]
    [InlineData("1'000")]
    [InlineData("1_000")]
    [InlineData("\"1,5\"")]
    [InlineData("0x10")]
    [InlineData("(5)")]
    [InlineData("5-")]
    [InlineData("--5")]
    [InlineData("1e")]
    [InlineData("$5")]
    [InlineData("5%")]
    [InlineData("５")]
    [InlineData("١")]
    [InlineData("1d")]
    [InlineData("true")]
    public void What_is_no_finite_decimal_number_is_refused(string text)
    {
        var fault = Refused("id,kind\nB1,bank\nB2,bank\n", $"creditor,debtor,amount\nB1,B2,{text}\n");

        Assert.EndsWith("exposures.csv", fault.File, StringComparison.Ordinal);
        Assert.Equal((2, 7), (fault.Line, fault.Column));
    }

    [Theory]
    [InlineData("cash")]
    [InlineData("reserve")]
    [InlineData("external_assets")]
    [InlineData("deposits")]
    [InlineData("external_liabilities")]
    [InlineData("risk_weighted_assets")]
    [InlineData("client_money")]
    [InlineData("trust_assets")]
    [InlineData("volatility")]
    [InlineData("weight")]
    [InlineData("failure_cost")]
    public void Amounts_of_an_institution_are_not_negative(string column)
    {
        var fault = Refused($"id,kind,{column}\nB1,bank,-1\nB2,bank,\n", "creditor,debtor,amount\nB1,B2,8\n");

        Assert.Contains(column, fault.Message, StringComparison.Ordinal);
        Assert.Equal((2, 9), (fault.Line, fault.Column));
    }

    [Fact]
    public void Equity_and_failure_threshold_may_be_negative()
    {
        var network = Read("id,kind,equity,failure_threshold\nB1,bank,-3,-1\nB2,bank,,\n", "creditor,debtor,amount\nB1,B2,8\n");

        Assert.Equal(-3, network.Sheets[0].Equity);
        Assert.Equal(-1, network.FailureThreshold[0]);
    }

    [Fact]
    public void A_network_may_have_no_exposures() => Assert.Equal(0, Read("id,kind\nB1,bank\nB2,bank\n", "creditor,debtor,amount\n").Claims.Count);

    // Guarantees and services stand on no balance sheet; loans and demand deposits do (models.md 0.1).
    [Fact]
    public void Only_loans_and_demand_deposits_are_claims() =>
        Assert.Equal(3, Read("id,kind\nB1,bank\nB2,bank\n", "creditor,debtor,amount,type\nB1,B2,1,loan\nB1,B2,2,demand\nB1,B2,4,guarantee\nB1,B2,0.8,service\n").Sheets[0].NetworkAssets);

    private static Network Read(string institutions, string exposures, string target = "all")
    {
        using var folder = new SmallFolder().Write("institutions.csv", institutions).Write("exposures.csv", exposures);
        folder.Write("scenario.yaml", SmallFolder.Scenario.Replace("{ id: B1 }", target, StringComparison.Ordinal));
        return folder.Load().Network;
    }

    private static Fault Refused(string institutions, string exposures) => Assert.Single(Assert.Throws<InputException>(() => Read(institutions, exposures)).Faults);
}
