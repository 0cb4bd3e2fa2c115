using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Data.Tests.Csv;

/// <summary>What institutions.csv says besides balance sheets.</summary>
public sealed class InstitutionItemsReadingTests
{
    private static readonly string[] Added =
        ["load", "capacity", "queue_max", "accounts", "quality", "recovery", "daily_transactions", "guarantee_limit", "members", "score", "licence"];

    /// <summary>The columns, a number that each may be, and one that it may not.</summary>
    public static TheoryData<string, string, string> Numbers => new()
    {
        { "load", "1e6", "-1" }, { "capacity", "2.5", "-1" }, { "queue_max", "0", "-1" }, { "accounts", "3", "-1" }, { "quality", "0.5", "1.1" }, { "recovery", "1", "-0.1" },
        { "daily_transactions", "12", "1e200" }, { "guarantee_limit", "0", "NaN" }, { "members", "1000", "0" }, { "score", "0.25", "2" }, { "licence", "1", "-1" },
    };

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Each_column_is_read_where_it_is_given(string column, string right, string wrong)
    {
        var network = Read($"id,kind,{column}\nB1,bank,\nB2,bank,{right}\n");
        var fault = Assert.Single(Assert.Throws<InputException>(() => Read($"id,kind,{column}\nB1,bank,\nB2,bank,{wrong}\n")).Faults);

        Assert.All(Added, one => Assert.Equal(one == column ? [double.NaN, double.Parse(right)] : [], Of(network, one)));
        Assert.Equal((3, 9), (fault.Line, fault.Column));
        Assert.StartsWith($"{column} is '{wrong}'", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("members", "1.5", "a whole number from 1 to 1000000000")]
    [InlineData("licence", "0.5", "a whole number from 0 to 1")]
    public void Members_and_licences_are_whole_numbers(string column, string number, string expected)
    {
        var fault = Assert.Single(Assert.Throws<InputException>(() => Read($"id,kind,{column}\nB1,bank,{number}\nB2,bank,\n")).Faults);

        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_that_is_wrong_in_a_row_is_told_at_once()
    {
        var faults = Assert.Throws<InputException>(() => Read($"id,kind,{string.Join(',', Added)}\nB1,bank,-1,-1,-1,-1,-1,-1,-1,-1,-1,-1,-1\nB2,bank{new string(',', Added.Length)}\n")).Faults;

        Assert.Equal(Enumerable.Range(0, Added.Length).Select(field => 9 + (3 * field)), faults.Select(fault => fault.Column));
    }

    [Fact]
    public void Roles_and_modes_are_kept()
    {
        var network = Read("id,kind,role,mode\nB1,platform,p2p,third-party-guaranteed\nB2,bank,,\n");

        Assert.Equal((InstitutionRole.P2p, PlatformMode.ThirdPartyGuaranteed), (network.RoleOf(0), network.ModeOf(0)));
        Assert.Equal((InstitutionRole.None, PlatformMode.None), (network.RoleOf(1), network.ModeOf(1)));
    }

    private static double[] Of(Network network, string column) => (column switch
    {
        "load" => network.Load,
        "capacity" => network.Capacity,
        "queue_max" => network.QueueMax,
        "accounts" => network.Accounts,
        "quality" => network.Quality,
        "recovery" => network.Recovery,
        "daily_transactions" => network.DailyTransactions,
        "guarantee_limit" => network.GuaranteeLimit,
        "members" => network.Members,
        "score" => network.Score,
        "licence" => network.Licence,
        _ => throw new ArgumentOutOfRangeException(nameof(column), column, "Not a column that was added."),
    }).ToArray();

    private static Network Read(string institutions)
    {
        using var folder = new SmallFolder().Write("institutions.csv", institutions);
        return folder.Load().Network;
    }
}
