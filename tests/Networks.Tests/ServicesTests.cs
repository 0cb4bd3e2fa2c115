using Contagion.Model;

namespace Contagion.Networks.Tests;

/// <summary>Services that institutions depend on, and guarantees.</summary>
public sealed class ServicesTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 20)];

    // models.md 5.1, TV-DEP: Pay needs (CloudA or CloudB · 0.8); P2P needs Pay and (CloudB or CloudA); Portal needs P2P; Fund needs Pay and Portal.
    [Fact]
    public void Alternatives_share_a_need_and_services_without_one_are_each_needed()
    {
        string[] ids = ["CloudA", "CloudB", "Pay", "P2P", "Portal", "Fund"];
        var builder = Builder(ids);
        Add("Pay", "CloudB", 0.8, "cloud");
        Add("P2P", "CloudB", 1, "cloud");
        Add("P2P", "Pay", 1, null);
        Add("P2P", "CloudA", 1, "cloud");
        Add("Portal", "P2P", 1, null);
        Add("Fund", "Portal", 1, null);
        Add("Fund", "Pay", 1, null);
        Add("Pay", "CloudA", 1, "cloud");

        var services = builder.Build().Services;

        Assert.Equal([0, 0, 0, 2, 5, 6, 8], services.Rows.Start.ToArray());
        Assert.Equal(["CloudA", "CloudB", "CloudA", "CloudB", "Pay", "P2P", "Portal", "Pay"], services.Rows.Column.ToArray().Select(provider => ids[provider]));
        Assert.Equal([1, 0.8, 1, 1, 1, 1, 1, 1], services.Rows.Amount.ToArray());
        Assert.Equal([0, 0, 0, 0, 1, 0, 0, 1], services.Need.ToArray());

        void Add(string dependent, string provider, double efficiency, string? need) =>
            builder.Add(new Exposure(Array.IndexOf(ids, dependent), Array.IndexOf(ids, provider), efficiency, ExposureType.Service), new ExposureTerms { Need = need });
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_row_has_what_was_added_grouped_by_need(int seed)
    {
        const int institutions = 8;
        var random = new Random(seed);
        var builder = Builder([.. Enumerable.Range(0, institutions).Select(institution => $"I{institution}")]);
        var added = Enumerable.Range(0, 120).Select(turn =>
        {
            var dependent = random.Next(institutions);
            var provider = (dependent + 1 + random.Next(institutions - 1)) % institutions;
            return (Dependent: dependent, Provider: provider, Efficiency: (1 + random.Next(100)) / 100.0, Need: random.Next(3) == 0 ? null : $"need {random.Next(4)}", Turn: turn);
        }).ToArray();
        foreach (var (dependent, provider, efficiency, need, _) in added)
        {
            builder.Add(new Exposure(dependent, provider, efficiency, ExposureType.Service), new ExposureTerms { Need = need });
        }

        var services = builder.Build().Services;

        for (var row = 0; row < institutions; row++)
        {
            var needs = added.Where(one => one.Dependent == row).GroupBy(one => one.Need ?? $"{one.Turn}").ToArray();
            var expected = needs.SelectMany((need, number) => need.OrderBy(one => one.Provider).Select(one => (number, one.Provider, one.Efficiency)));
            Assert.Equal(expected, Enumerable.Range(services.Rows.Start[row], services.Rows.LengthOf(row)).Select(entry => (services.Need[entry], services.Rows.Column[entry], services.Rows.Amount[entry])));
        }
    }

    [Fact]
    public void Services_and_guarantees_stand_on_no_balance_sheet()
    {
        var builder = Builder("A", "B", "C");
        builder.Add(new Exposure(0, 1, 0.5, ExposureType.Service));
        builder.Add(new Exposure(0, 2, 8, ExposureType.Guarantee));
        builder.Add(new Exposure(0, 1, 3, ExposureType.Guarantee));
        builder.Add(new Exposure(0, 2, 4, ExposureType.Guarantee, Seniority: 2));
        builder.Add(new Exposure(1, 2, 0, ExposureType.Guarantee));

        var network = builder.Build();

        Assert.Equal((0, 1, 2), (network.Claims.Count, network.Services.Rows.Count, network.Guarantees.Count));
        Assert.Equal([1, 2], network.Guarantees.Column.ToArray());
        Assert.Equal([3.0, 12], network.Guarantees.Amount.ToArray());
        Assert.Equal([0, 2, 2, 2], network.Guarantees.Start.ToArray());
        Assert.All(network.Sheets.ToArray(), sheet => Assert.Equal(default, sheet));
    }

    [Fact]
    public void A_network_without_them_has_rows_without_entries()
    {
        var network = Builder("A", "B").Build();

        Assert.Equal((2, 0), (network.Services.Rows.Rows, network.Services.Rows.Count));
        Assert.Equal((2, 0), (network.Guarantees.Rows, network.Guarantees.Count));
        Assert.True(network.Services.Need.IsEmpty);
    }

    [Fact]
    public void Those_taken_back_leave_nothing_behind()
    {
        var builder = Builder("A", "B");
        builder.Add(new Exposure(0, 1, 0.5, ExposureType.Service), new ExposureTerms { Need = "cloud" });
        builder.Add(new Exposure(0, 1, 8, ExposureType.Guarantee));
        builder.RemoveExposures();

        var network = builder.Build();

        Assert.Equal((0, 0), (network.Services.Rows.Count, network.Guarantees.Count));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1.01)]
    [InlineData(-0.5)]
    [InlineData(double.NaN)]
    public void A_service_is_an_efficiency(double amount) =>
        Assert.Throws<ArgumentException>(() => Builder("A", "B").Add(new Exposure(0, 1, amount, ExposureType.Service)));

    [Theory]
    [InlineData(ExposureType.Loan)]
    [InlineData(ExposureType.Demand)]
    [InlineData(ExposureType.Guarantee)]
    public void Only_a_service_meets_a_need(ExposureType type) =>
        Assert.Throws<ArgumentException>(() => Builder("A", "B").Add(new Exposure(0, 1, 0.5, type), new ExposureTerms { Need = "cloud" }));

    private static NetworkBuilder Builder(params string[] ids)
    {
        var builder = new NetworkBuilder();
        Array.ForEach(ids, id => builder.Add(new Institution(id, InstitutionKind.Platform)));
        return builder;
    }
}
