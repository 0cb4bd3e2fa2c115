using Contagion.Engine;
using Contagion.Model;

namespace Contagion.Data.Tests.Sweeps;

/// <summary>The points of a sweep.</summary>
public sealed class SweepFileTests
{
    private const string Loss = "channels.solvency.lossGivenDefault";

    [Fact]
    public void The_last_of_several_changes_fastest()
    {
        using var folder = new SmallFolder();

        var sweep = Load(folder, "run.seed=1,2", $"{Loss}=0.25:0.75:0.25");

        Assert.Equal(["run.seed", Loss], sweep.Paths);
        Assert.Equal(["1 0.25", "1 0.5", "1 0.75", "2 0.25", "2 0.5", "2 0.75"], Points(sweep));
        Assert.Equal((2UL, 0.5), (sweep.Point(4).Scenario.Run.Seed, ((Furfine)sweep.Point(4).Scenario.Channels.Solvency).LossGivenDefault));
    }

    [Fact]
    public void Samples_change_more_slowly_than_what_is_combined_with_them()
    {
        using var folder = new SmallFolder().Write("samples.csv", $"run.seed,{Loss}\n5, 0.5\n\"6\",\"0.25\"\n");

        var sweep = SweepFile.Load(folder.At("scenario.yaml"), [], ["run.maxRounds=10,20"], folder.At("samples.csv"));

        Assert.Equal(["run.seed", Loss, "run.maxRounds"], sweep.Paths);
        Assert.Equal(["5 0.5 10", "5 0.5 20", "6 0.25 10", "6 0.25 20"], Points(sweep));
        Assert.Equal((6UL, 20), (sweep.Point(3).Scenario.Run.Seed, sweep.Point(3).Scenario.Run.MaxRounds));
    }

    [Fact]
    public void A_value_may_be_a_whole_part()
    {
        using var folder = new SmallFolder();

        var sweep = Load(folder, "channels.solvency={mechanism: furfine, lossGivenDefault: 0.5},{mechanism: rogers-veraart, alpha: 0.75}");

        Assert.Equal(new Furfine { LossGivenDefault = 0.5 }, sweep.Point(0).Scenario.Channels.Solvency);
        Assert.Equal(new RogersVeraart { Alpha = 0.75 }, sweep.Point(1).Scenario.Channels.Solvency);
    }

    [Fact]
    public void What_a_point_replaces_in_a_swept_part_is_not_there_at_the_next_point()
    {
        using var folder = new SmallFolder();

        var sweep = Load(folder, "channels.solvency={mechanism: furfine}", $"{Loss}=0.25,0.5");

        Assert.Equal([0.5, 0.25], new[] { 1, 0 }.Select(point => ((Furfine)sweep.Point(point).Scenario.Channels.Solvency).LossGivenDefault));
    }

    [Fact]
    public void Settings_hold_at_every_point_unless_they_are_swept()
    {
        using var folder = new SmallFolder();

        var sweep = SweepFile.Load(folder.At("scenario.yaml"), ["run.seed=9", "run.maxRounds=77"], ["run.seed=1,2"], null);

        Assert.Equal([(1UL, 77), (2UL, 77)], new[] { 0, 1 }.Select(point => sweep.Point(point).Scenario.Run).Select(run => (run.Seed, run.MaxRounds)));
    }

    [Fact]
    public void The_network_is_read_once_where_no_point_changes_it()
    {
        using var folder = new SmallFolder();
        var sweep = Load(folder, "run.seed=1,2,3");

        File.Delete(folder.At("institutions.csv"));
        File.Delete(folder.At("exposures.csv"));

        Assert.Same(sweep.First.Network, sweep.Point(2).Network);
        Assert.Equal(64, sweep.Point(2).Hash.Length);
    }

    [Fact]
    public void Points_may_have_networks_of_their_own()
    {
        using var folder = new SmallFolder().Write("more.csv", "creditor,debtor,amount\nB1,B2,8\nB2,B1,1\n");

        var sweep = Load(folder, "network.files.exposures=exposures.csv,more.csv", "run.seed=1,2");

        Assert.Equal([1, 1, 2, 2], Enumerable.Range(0, 4).Select(point => sweep.Point(point).Network.Claims.Count));
        Assert.Equal(["exposures.csv", "more.csv"], sweep.Sources.Select(source => source.Files!.Exposures));
    }

    // What runs are compared by: a point is the run with its values.
    [Fact]
    public void A_point_is_the_scenario_with_its_values()
    {
        using var folder = new SmallFolder();

        Assert.Equal(folder.Load("run.seed=7", $"{Loss}=0.5").Hash, Load(folder, "run.seed=6,7", $"{Loss}=0.5").Point(1).Hash);
    }

    [Theory]
    [InlineData("run.seed=1,2", "run.seed=1,2", true)]
    [InlineData("run.seed=1,2", "run.seed=1:2:1", true)]
    [InlineData("run.seed=1,2", "run.seed=2,1", false)]
    [InlineData("run.seed=1,2", "run.seed=1,2,3", false)]
    // The same scenarios, but another table.
    [InlineData("run.seed=1,2", "run.seed=1,02", false)]
    public void The_same_points_have_the_same_hash(string one, string other, bool areSame)
    {
        using var folder = new SmallFolder();

        Assert.Equal(areSame, Load(folder, one).Hash == Load(folder, other).Hash);
    }

    [Fact]
    public void What_many_points_share_is_told_once_with_the_first_of_them()
    {
        using var folder = new SmallFolder();

        var faults = Assert.Throws<InputException>(() => Load(folder, "run.seed=1,2,3", "run.maxRounds=10,0", $"{Loss}=0.5,7,8")).Faults;

        Assert.Equal(
            [
                "--over channels.solvency.lossGivenDefault=0.5,7,8:1:40: (point 1: run.seed=1, run.maxRounds=10, channels.solvency.lossGivenDefault=7)",
                "--over channels.solvency.lossGivenDefault=0.5,7,8:1:42: (point 2: run.seed=1, run.maxRounds=10, channels.solvency.lossGivenDefault=8)",
                "--over run.maxRounds=10,0:1:18: (point 3: run.seed=1, run.maxRounds=0, channels.solvency.lossGivenDefault=0.5)",
            ],
            faults.Select(fault => $"{fault.File}:{fault.Line}:{fault.Column}: {fault.Message[fault.Message.IndexOf("(point", StringComparison.Ordinal)..]}"));
    }

    [Fact]
    public void What_is_wrong_at_every_point_is_wrong_with_the_scenario()
    {
        using var folder = new SmallFolder();

        var fault = Assert.Single(Assert.Throws<InputException>(() => SweepFile.Load(folder.At("scenario.yaml"), ["run.maxRounds=0"], ["run.seed=1,2"], null)).Faults);

        Assert.Equal("--set run.maxRounds=0", fault.File);
        Assert.DoesNotContain("point", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_in_a_sample_is_told_at_its_field()
    {
        using var folder = new SmallFolder().Write("samples.csv", $"run.seed,{Loss}\n1,0.5\n2, \"7\"\n-3,0.5\n");

        var faults = Assert.Throws<InputException>(() => SweepFile.Load(folder.At("scenario.yaml"), [], [], folder.At("samples.csv"))).Faults;

        Assert.Equal([(3, 5), (4, 1)], faults.Select(fault => (fault.Line, fault.Column)));
        Assert.All(faults, fault => Assert.Equal(folder.At("samples.csv"), fault.File));
    }

    [Fact]
    public void A_file_of_samples_and_options_that_are_wrong_are_told_at_once()
    {
        using var folder = new SmallFolder().Write("samples.csv", "run.seed,,run.seed\n1,,2\n{,3,4\n5\n");

        var faults = Assert.Throws<InputException>(() => SweepFile.Load(folder.At("scenario.yaml"), [], ["x", "run.maxRounds=1:2:0"], folder.At("samples.csv"))).Faults;

        Assert.Equal(["samples.csv:1:11", "--over x:1:1", "--over run.maxRounds=1:2:0:1:15"], faults.Select(fault => $"{Path.GetFileName(fault.File)}:{fault.Line}:{fault.Column}"));
    }

    [Fact]
    public void A_column_without_a_name_and_every_empty_field_are_told()
    {
        using var folder = new SmallFolder().Write("samples.csv", "run.seed,\n1,\n,3\n");

        var faults = Assert.Throws<InputException>(() => SweepFile.Load(folder.At("scenario.yaml"), [], [], folder.At("samples.csv"))).Faults;

        Assert.Equal([(1, 10), (2, 3), (3, 1)], faults.Select(fault => (fault.Line, fault.Column)));
    }

    [Theory]
    [InlineData("run.seed=1:1000:1;run.maxRounds=1:1001:1", "1,000,000 points")]
    [InlineData("run.seed=1:1000001:1", "1,000,000 values")]
    [InlineData("run.seed=1,2;run.seed=3", "swept twice")]
    [InlineData("run.seed=1,2;run={seed: 3}", "before its part")]
    [InlineData("run.seed=1,,2", "a value is empty")]
    [InlineData("run.seed=", "a value is empty")]
    [InlineData("run.seed=*x", "alias")]
    [InlineData("run.seed=1\u001b,2", "control character")]
    [InlineData("run.seed.x=1,2", "single value")]
    [InlineData("shocks.3.fraction=1,2", "list of 1")]
    public void A_grid_that_makes_no_sense_is_refused(string over, string words)
    {
        using var folder = new SmallFolder().Write("scenario.yaml", SmallFolder.Scenario + "run: { seed: 1 }\n");

        var fault = Assert.Single(Assert.Throws<InputException>(() => Load(folder, over.Split(';'))).Faults);

        Assert.StartsWith("--over ", fault.File, StringComparison.Ordinal);
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_faults_than_anybody_reads_are_not_looked_for()
    {
        using var folder = new SmallFolder();

        var faults = Assert.Throws<InputException>(() => Load(folder, $"{Loss}=2:100001:1")).Faults;

        Assert.Equal(Faults.ListedMax, faults.Count);
    }

    private static SweepFile Load(SmallFolder folder, params string[] over) => SweepFile.Load(folder.At("scenario.yaml"), [], over, null);

    private static IEnumerable<string> Points(SweepFile sweep) => Enumerable.Range(0, sweep.Count).Select(point => string.Join(' ', sweep.ValuesOf(point)));
}
