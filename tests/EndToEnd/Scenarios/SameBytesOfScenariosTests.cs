using System.Globalization;
using System.Text.RegularExpressions;
using Contagion.Tests;

namespace Contagion.EndToEnd.Scenarios;

/// <summary>The promise of the same bytes, kept by every scenario that is shipped: however it is computed, stopped and gone on with.</summary>
public sealed partial class SameBytesOfScenariosTests
{
    /// <summary>Two blocks: one to keep and one to lose.</summary>
    private const int FewReplications = 16;
    private const int ManyReplications = 96;

    // As far as one gets from what one thread does with the widest vectors without being slow: without any vectors all code has to be compiled anew.
    private static readonly string[] Narrow = ["DOTNET_EnableAVX2=0"];
    private static readonly string[] Plain = ["DOTNET_EnableHWIntrinsic=0"];

    private static readonly (string[] Options, string[] Environment)[] Ways =
    [
        (["--threads", "2"], []),
        (["--threads", "3"], []),
        (["--threads", "2", "--partitions", "1"], []),
        (["--threads", "2", "--partitions", "3"], Plain),
        (["--threads", "3", "--partitions", "64"], []),
        (["--threads", "1"], ["DOTNET_EnableAVX512=0"]),
        (["--threads", "1"], Narrow),
        (["--threads", "1"], Plain),
    ];

    public static TheoryData<string> Names => [.. ShippedScenarios.All];

    /// <summary>All take minutes, and are gone through in the long proof below.</summary>
    public static TheoryData<string> FewNames => [.. ShippedScenarios.OneOfEachKind];

    [Theory]
    [MemberData(nameof(FewNames))]
    public void A_run_begun_in_one_way_and_ended_in_another_gives_the_same_bytes(string name)
    {
        using var folder = new TestFolder();
        Run(folder, name, FewReplications, "first", ["--threads", "1"], []).Expect(0);

        AssertGoesOn(folder, name, FewReplications, Narrow);
    }

    [LongTheory]
    [MemberData(nameof(Names))]
    public void Every_way_to_compute_gives_the_same_bytes(string name)
    {
        using var folder = new TestFolder();
        Run(folder, name, ManyReplications, "first", ["--threads", "1"], []).Expect(0);
        for (var way = 0; way < Ways.Length; way++)
        {
            var (options, environment) = Ways[way];
            var output = way.ToString(CultureInfo.InvariantCulture);
            Run(folder, name, ManyReplications, output, options, environment).Expect(0);
            AssertSame(folder, "first", output, $"{name} with {string.Join(' ', [.. options, .. environment])}");
        }

        AssertGoesOn(folder, name, ManyReplications, Plain);
    }

    /// <summary>Stops a run between its last block and its results, forgets half of what it kept, and has it go on in another way.</summary>
    private static void AssertGoesOn(TestFolder folder, string name, int replications, string[] environment)
    {
        // What cannot be written stops a run at a place of our choice: a folder stands where a result should be.
        folder.Write("stopped/run.json", folder.Read("first", "run.json").Replace("\"completed\"", "\"running\"", StringComparison.Ordinal));
        Directory.CreateDirectory(folder.At("stopped", "institutions.csv", "in the way"));
        Run(folder, name, replications, "stopped", ["--threads", "3", "--partitions", "3", "--resume"], environment).Expect(1);
        Directory.Delete(folder.At("stopped", "institutions.csv"), recursive: true);
        var journal = folder.At("stopped", "journal");
        var records = JournalRecords.Read(journal);
        Assert.NotEmpty(records.Blocks);
        var kept = (records.Starts.Count + 1) / 2;
        File.WriteAllBytes(journal, File.ReadAllBytes(journal)[..(kept == records.Starts.Count ? records.End : records.Starts[kept])]);

        Run(folder, name, replications, "stopped", ["--threads", "2", "--resume"], []).Expect(0);

        AssertSame(folder, "first", "stopped", $"{name}, of which {kept} of {records.Starts.Count} blocks were computed in 3 partitions with {string.Join(' ', environment)}");
    }

    private static CommandResult Run(TestFolder folder, string name, int replications, string output, string[] options, string[] environment)
    {
        var given = ReplicationsGiven().Match(File.ReadAllText(ShippedScenarios.Path(name)));
        var isLong = given.Success && int.Parse(given.Groups[1].Value, CultureInfo.InvariantCulture) > replications;
        string[] fewer = isLong ? ["--replications", replications.ToString(CultureInfo.InvariantCulture)] : [];
        return Command.RunWith(ShippedScenarios.Root, environment, ["run", name + ".yaml", "--out", folder.At(output), "--quiet", .. options, .. fewer]);
    }

    /// <summary>Compares all files but the record of the run, which says when it was, and the journal, which is empty.</summary>
    private static void AssertSame(TestFolder folder, string first, string second, string what)
    {
        var files = Files(folder.At(first));
        Assert.Contains("summary.json", files);
        Assert.Equal(files, Files(folder.At(second)));
        foreach (var file in files)
        {
            Assert.True(File.ReadAllBytes(folder.At(first, file)).AsSpan().SequenceEqual(File.ReadAllBytes(folder.At(second, file))), $"{what}: {file} differs");
        }
    }

    private static string[] Files(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file))
            .Where(file => file is not ("run.json" or "journal")).Order(StringComparer.Ordinal),
    ];

    [GeneratedRegex("replications: ([0-9]+)")]
    private static partial Regex ReplicationsGiven();
}
