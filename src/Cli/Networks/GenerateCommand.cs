using System.CommandLine;
using System.Globalization;
using Contagion.Analysis;
using Contagion.Data;
using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Cli;

/// <summary><c>contagion network generate</c>: a network that a model draws, as a folder of CSV files.</summary>
internal static class GenerateCommand
{
    public static Command Create()
    {
        var scenario = new Argument<string?>("SCENARIO.yaml") { Description = "A scenario whose network is generated; or give --model.", Arity = ArgumentArity.ZeroOrOne };
        var model = new Option<string?>("--model") { Description = $"Without a scenario: the model, one of {string.Join(", ", NetworkModels.All.Select(one => one.Name))}.", HelpName = "NAME" };
        var to = new Option<string>("--out") { Description = "Where the files go: a new or empty folder.", HelpName = "DIR", Required = true };
        var set = CommonOptions.Set();
        set.Description = "Replace a part of the scenario (network.generate.meanDegree=5), or with --model set a parameter of it (meanDegree=5, balance.rule=nier), as often as wanted.";
        var seed = new Option<ulong?>("--seed") { Description = "Key of all random draws; that of the scenario, or 0, unless given.", HelpName = "N" };
        var replication = new Option<int>("--replication") { Description = "With redraw: the replication whose network it is, counted from 0.", HelpName = "K" };
        replication.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !(int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < RunSettings.ReplicationsMax))
            {
                result.AddError($"--replication is '{result.Tokens[0].Value}'; expected a whole number from 0 to {RunSettings.ReplicationsMax - 1}.");
            }
        });
        var command = new Command("generate", "Draw a network by a model, and write it as a folder of CSV files.") { scenario, model, to, set, seed, replication };
        command.SetAction(parsed =>
        {
            var (path, name, folder, settings, key) = (parsed.GetValue(scenario), parsed.GetValue(model), parsed.GetRequiredValue(to), parsed.GetValue(set) ?? [], parsed.GetValue(seed));
            var faults = new Faults();
            CheckFolder(folder, faults);
            var generated = (path, name) switch
            {
                (not null, null) => GeneratedNetwork.OfScenario(path, key is null ? settings : [.. settings, string.Create(CultureInfo.InvariantCulture, $"run.seed={key}")], faults),
                (null, not null) => GeneratedNetwork.OfModel(model.Name, name, settings, key ?? 0, faults),
                _ => null,
            };
            if (path is null == name is null)
            {
                faults.Add(model.Name, 1, 1, $"{(path is null ? "neither" : "both")} a scenario {(path is null ? "nor" : "and")} --model {(path is null ? "is" : "are")} given; expected one of them");
            }

            faults.ThrowIfAny();
            var network = generated!.Draw(path ?? model.Name, parsed.GetValue(replication));
            NetworkDirectory.Write(network, folder);
            Console.Out.WriteLine(
                $"{folder}: {Meaning.Count(network.Count, "institution")}, {Meaning.Count(network.Claims.Count, "exposure")}, model {generated.Model.Name}, seed {generated.Seed}.");
            return ExitCode.Done;
        });
        return command;
    }

    private static void CheckFolder(string folder, Faults faults)
    {
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any()))
        {
            faults.Add(folder, 1, 1, $"{(File.Exists(folder) ? "is a file" : "is not empty")}; expected a new or empty folder");
        }
    }
}
