namespace Contagion.Model.Tests;

public sealed class FaultsTests
{
    [Fact]
    public void Without_a_fault_nothing_is_thrown() => new Faults().ThrowIfAny();

    [Fact]
    public void A_fault_is_told_as_editors_read_it() => Assert.Equal("a.csv:3:7: wrong", new Fault("a.csv", 3, 7, "wrong").ToString());

    [Fact]
    public void All_faults_are_told_in_the_order_found()
    {
        var faults = new Faults();
        faults.Add("b", 2, 1, "second file first");
        faults.Add("a", 1, 1, "then the first");

        var told = Assert.Throws<InputException>(faults.ThrowIfAny);

        Assert.Equal("b:2:1: second file first\na:1:1: then the first", told.Message);
        Assert.Equal(2, told.Count);
    }

    [Theory]
    [InlineData(Faults.ListedMax, "")]
    [InlineData(Faults.ListedMax + 1, "\n... and 1 more")]
    [InlineData(1_000_000, "\n... and 999000 more")]
    public void More_faults_than_anybody_reads_are_counted(int count, string end)
    {
        var faults = new Faults();
        for (var fault = 0; fault < count; fault++)
        {
            faults.Add("f", fault + 1, 1, "x");
        }

        var told = Assert.Throws<InputException>(faults.ThrowIfAny);

        Assert.Equal(count, told.Count);
        Assert.Equal(Faults.ListedMax, told.Faults.Count);
        Assert.EndsWith($"f:{Faults.ListedMax}:1: x{end}", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_somebody_else_found_is_counted_beyond_what_is_listed()
    {
        var (all, others) = (new Faults(), new Faults());
        all.Add("scenario.yaml", 1, 1, "first");
        for (var line = 1; line <= Faults.ListedMax + 5; line++)
        {
            others.Add("exposures.csv", line, 1, "wrong");
        }

        all.Add(others);

        Assert.Equal(Faults.ListedMax + 6, all.Count);
        Assert.Equal(Faults.ListedMax, all.Listed.Count);
        Assert.Equal(("scenario.yaml", "exposures.csv"), (all.Listed[0].File, all.Listed[1].File));
    }
}
