using System.CommandLine;
using System.Globalization;

namespace Contagion.Cli;

/// <summary>Options that several commands have.</summary>
internal static class CommonOptions
{
    /// <summary><c>--set path=value</c>, as often as wanted.</summary>
    public static Option<string[]> Set() => new("--set")
    {
        Description = "Replace a part of the scenario, as often as wanted: run.seed=7, shocks.0.fraction=0.3, channels.solvency.alpha=0.9.",
        HelpName = "path=value",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary><c>--data</c>: the folder of a server.</summary>
    public static Option<string> ServerData() => new("--data")
    {
        Description = "The folder of all that the server keeps.", HelpName = "DIR", DefaultValueFactory = _ => Path.Combine("runs", "server"),
    };

    /// <summary><c>--cluster</c>: where else to compute.</summary>
    public static Option<string?> Cluster() => new("--cluster")
    {
        Description = "Compute on a cluster: the URL of one of its silos, of several with commas between them, or the connection string of its database.",
        HelpName = "URL|CONNECTION",
    };

    /// <summary><c>--granularity</c>: how many institutions an actor of a cluster carries.</summary>
    public static Option<int?> Granularity()
    {
        const string name = "--granularity";
        return new Option<int?>(name)
        {
            Description = "With --cluster: split the network over silos, so many institutions to an actor, instead of spreading replications. Never changes a result.",
            HelpName = "institution|N|all",
            CustomParser = result =>
            {
                switch (result.Tokens[0].Value)
                {
                    case "institution":
                        return 1;
                    case "all":
                        return int.MaxValue;
                    case var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0:
                        return number;
                    case var text:
                        result.AddError($"{name} is '{text}'; expected institution, all, or a whole number from 1.");
                        return null;
                }
            },
        };
    }

    /// <summary>A whole number from 1.</summary>
    public static Option<int?> Positive(string name, string description)
    {
        var option = new Option<int?>(name) { Description = description, HelpName = "N" };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && (!int.TryParse(result.Tokens[0].Value, out var number) || number < 1))
            {
                result.AddError($"{name} is '{result.Tokens[0].Value}'; expected a whole number from 1.");
            }
        });
        return option;
    }
}
