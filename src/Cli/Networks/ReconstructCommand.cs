using System.CommandLine;
using System.Globalization;
using Contagion.Analysis;
using Contagion.Data;
using Contagion.Model;
using Contagion.Networks;
using Spectre.Console;

namespace Contagion.Cli;

/// <summary><c>contagion network reconstruct</c>: networks of what each institution lends and owes in all.</summary>
internal static class ReconstructCommand
{
    /// <summary>Networks that are told one by one.</summary>
    private const int ListedMax = 20;

    public static Command Create()
    {
        var marginals = new Argument<string>("MARGINALS.csv") { Description = "institutions.csv with the columns network_assets and network_liabilities besides, and debtors and creditors for configuration." };
        var method = new Option<string>("--method") { Description = $"The method: {string.Join(", ", Reconstructions.All.Select(one => one.Name))}.", HelpName = "METHOD", Required = true };
        (string Key, Option<string?> Option)[] settings =
        [
            ("density", Setting("--density", "Links as a share of all pairs, for fitness and gibbs.", "D")),
            ("prior", Setting("--prior", "For gibbs: erdos-renyi or fitness.", "PRIOR")),
            ("burnIn", Setting("--burn-in", "For gibbs: sweeps before a network is taken.", "N")),
            ("attempts", Setting("--attempts", "For minimum-density: how often links are dealt out anew.", "N")),
            ("amounts", Setting("--amounts", "For configuration: exponential or expected.", "AMOUNTS")),
            ("exact", Setting("--exact", "For fitness: true fits amounts to the totals.", "true|false")),
        ];
        var seed = new Option<ulong>("--seed") { Description = "The seed, as run.seed in a scenario.", HelpName = "N", DefaultValueFactory = _ => new RunSettings().Seed };
        var samples = CommonOptions.Positive("--samples", "How many networks to draw; 1 unless given. Several go to folders 1, 2, ... of --out.");
        var to = new Option<string>("--out") { Description = "The folder to write to: new or empty.", HelpName = "DIR", Required = true };
        var asJson = new Option<bool>("--json") { Description = "Print what came of it as JSON, and nothing else." };
        var command = new Command("reconstruct", "Make networks of what each institution lends and owes in all.") { marginals, method, seed, samples, to, asJson };
        Array.ForEach(settings, setting => command.Options.Add(setting.Option));
        command.SetAction(parsed =>
        {
            var folder = parsed.GetRequiredValue(to);
            if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
            {
                throw NetworkArgument.Wrong("--out", $"'{folder}' is there already and not empty; expected a new folder");
            }

            var given = settings.Where(setting => parsed.GetValue(setting.Option) is not null)
                .Select(setting => (setting.Option.Name, setting.Key, parsed.GetValue(setting.Option)!));
            var count = parsed.GetValue(samples) ?? 1;
            // Each network once: none is kept for a replication that comes back to it.
            var file = ReconstructionFile.Load(parsed.GetRequiredValue(marginals), [("--method", "method", parsed.GetRequiredValue(method)), .. given]);
            var report = Write(file, parsed.GetValue(seed), count, folder);
            if (parsed.GetValue(asJson))
            {
                Console.Out.Write(ReconstructionJson.Write(file, report));
            }
            else
            {
                Show(file, report);
            }

            if (report.Diagnosis is { IsMixed: false } unmixed)
            {
                Console.Error.WriteLine(FormattableString.Invariant(
                    $"contagion: chains that begin differently have not come together (R-hat {unmixed.RHat:0.00}; expected at most {GibbsDiagnosis.RHatMax}); give a longer --burn-in before you use these networks"));
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static Option<string?> Setting(string name, string description, string help) => new(name) { Description = description, HelpName = help };

    private static ReconstructionReport Write(ReconstructionFile file, ulong seed, int count, string folder)
    {
        count = file.Method.IsRandom ? count : 1;
        var samples = new List<ReconstructedSample>();
        for (var sample = 0; sample < count; sample++)
        {
            var network = file.Draw(seed, (uint)sample);
            var below = count == 1 ? folder : Path.Combine(folder, (sample + 1).ToString(CultureInfo.InvariantCulture));
            NetworkDirectory.Write(network, below);
            samples.Add(new ReconstructedSample(below, network.Claims.Count, file.Marginals.ErrorOf(network.Claims)));
        }

        return new ReconstructionReport(seed, samples, (file.Method as Gibbs)?.Diagnose(file.Marginals, seed));
    }

    private static void Show(ReconstructionFile file, ReconstructionReport report)
    {
        foreach (var sample in report.Samples.Take(ListedMax))
        {
            Console.Out.WriteLine($"{sample.Folder}: {Meaning.Count(file.Ids.Count, "institution")}, {Meaning.Count(sample.Exposures, "exposure")}, density {Meaning.Say(sample.DensityOf(file.Ids.Count))}, "
                + $"totals {(sample.Error <= ProportionalFitting.Tolerance ? "met" : $"off by up to {Meaning.Percent(sample.Error)} of all claims")}.");
        }

        if (report.Samples.Count > ListedMax)
        {
            Console.Out.WriteLine($"... and {report.Samples.Count - ListedMax} more.");
        }

        if (report.Diagnosis is { } diagnosis)
        {
            var table = ReportTable.New("", "mean", "R-hat", "effective size");
            foreach (var measure in diagnosis.Measures)
            {
                table.AddRow(
                    Markup.Escape(NameOf(measure, file.Ids)), Meaning.Say(measure.Mean), measure.RHat.ToString("0.000", CultureInfo.InvariantCulture), Meaning.Say(Math.Round(measure.EffectiveSize)));
            }

            ReportTable.Show(Terminal.Out(), $"{GibbsDiagnosis.Chains} chains after their burn-in, {diagnosis.States} states each", table);
        }
    }

    private static string NameOf(GibbsMeasure measure, IReadOnlyList<string> ids) => measure switch
    {
        { Pair: var (debtor, creditor) } => $"{ids[creditor]} lends {ids[debtor]}",
        { Kind: GibbsMeasureKind.Links } => "exposures",
        _ => "sum of squared amounts",
    };
}
