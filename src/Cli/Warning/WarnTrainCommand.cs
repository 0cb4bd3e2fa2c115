using System.CommandLine;
using Contagion.Analysis;
using Contagion.Data;
using Contagion.Model;

namespace Contagion.Cli;

/// <summary><c>contagion warn train</c>: learns from platforms that failed and others that did not.</summary>
internal static class WarnTrainCommand
{
    public static Command Create()
    {
        var usual = new ScorerTraining();
        var platforms = WarnOptions.Platforms();
        var label = WarnOptions.Label("The column that says who failed, 1, and who did not, 0.");
        label.Required = true;
        var features = WarnOptions.Features();
        var model = new Option<string>("--model") { Description = "What is trained: logistic or tree. Default logistic.", HelpName = "logistic|tree", DefaultValueFactory = _ => "logistic" };
        model.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !Words.TryParse<ScorerKind>(result.Tokens[0].Value, out _))
            {
                result.AddError($"--model is '{result.Tokens[0].Value}'; expected one of {string.Join(", ", Words.Of<ScorerKind>())}.");
            }
        });
        var saved = WarnOptions.Out("Where the trained scorer goes, a JSON file.");
        var typeI = WarnOptions.Number("--type-i", "Largest share of failed platforms that may be classified healthy. Default 0.1.", 0, 1);
        var typeII = WarnOptions.Number("--type-ii", "Largest share of healthy platforms that may be warned of. Default 0.4.", 0, 1);
        var ridge = WarnOptions.Number("--ridge", "For logistic: penalty on large weights; 0 for none. Default 1.", 0, 1e12);
        var depth = CommonOptions.Positive("--depth", "For tree: most questions asked of one platform, at most 12. Default 4.");
        var leaf = CommonOptions.Positive("--leaf", "For tree: fewest platforms of a leaf. Default 10.");
        var folds = CommonOptions.Positive("--folds", "Into how many parts platforms are dealt, to try what was learnt of the others on each. Default 5.");
        var seed = new Option<ulong?>("--seed") { Description = "Decides who is in which part. Default 42.", HelpName = "N" };
        var json = WarnOptions.Json();
        var command = new Command("train", "Learn from platforms that failed which others are likely to.") { platforms, label, features, model, saved, typeI, typeII, ridge, depth, leaf, folds, seed, json };
        command.SetAction(parsed =>
        {
            var training = new ScorerTraining
            {
                Kind = Words.TryParse<ScorerKind>(parsed.GetRequiredValue(model), out var kind) ? kind : usual.Kind,
                Ridge = parsed.GetValue(ridge) ?? usual.Ridge,
                Depth = Within("--depth", parsed.GetValue(depth) ?? usual.Depth, 1, ScorerTraining.DepthMax),
                Leaf = parsed.GetValue(leaf) ?? usual.Leaf,
                TypeIMax = parsed.GetValue(typeI) ?? usual.TypeIMax,
                TypeIIMax = parsed.GetValue(typeII) ?? usual.TypeIIMax,
                Folds = Within("--folds", parsed.GetValue(folds) ?? usual.Folds, 2, TrainingSet.RowsMax),
                Seed = parsed.GetValue(seed) ?? usual.Seed,
            };
            var path = parsed.GetValue(saved);
            WarnOptions.CheckNew(path);
            return Train(training, parsed.GetRequiredValue(platforms), parsed.GetRequiredValue(label)!, WarnOptions.Split(parsed.GetValue(features)), path, parsed.GetValue(json));
        });
        return command;
    }

    private static int Train(ScorerTraining training, string path, string label, string[]? features, string? saved, bool isJson)
    {
        var file = PlatformsFile.Load(path, label, features);
        var set = file.Set;
        file.Refuse(training.Faults(set));
        var (report, fault) = training.Train(set);
        if (report is null)
        {
            file.Refuse([(null, fault!)]);
        }

        if (saved is not null)
        {
            ScorerFile.Write(saved, report!, label);
        }

        if (isJson)
        {
            Console.Out.Write(WarningJson.Training(report!));
        }
        else
        {
            WarnTrainReport.Tell(Terminal.Out(), training, report!, saved);
        }

        return ExitCode.Done;
    }

    private static int Within(string name, int number, int min, int max) =>
        number >= min && number <= max ? number : throw NetworkArgument.Wrong(name, $"is {number}; expected a whole number from {min} to {max}");
}
