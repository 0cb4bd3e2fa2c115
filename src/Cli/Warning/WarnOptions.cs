using System.CommandLine;
using System.Globalization;
using Contagion.Model;

namespace Contagion.Cli;

/// <summary>Options that several commands of early warning have.</summary>
internal static class WarnOptions
{
    /// <summary>The file of platforms.</summary>
    public static Argument<string> Platforms(ArgumentArity? arity = null) => new("FEATURES.csv")
    {
        Description = "A row a platform: id and columns of numbers.",
        Arity = arity ?? ArgumentArity.ExactlyOne,
    };

    /// <summary><c>--features A,B</c>: which columns.</summary>
    public static Option<string?> Features() => new("--features") { Description = "The columns to go by, with commas between them; all but id and the label unless given.", HelpName = "A,B,..." };

    /// <summary><c>--label COLUMN</c>: who failed.</summary>
    public static Option<string?> Label(string description) => new("--label") { Description = description, HelpName = "COLUMN" };

    /// <summary><c>--out FILE</c>.</summary>
    public static Option<string?> Out(string description) => new("--out") { Description = description, HelpName = "FILE" };

    /// <summary><c>--json</c>.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Print what was found as JSON and nothing else." };

    /// <summary>A number in a range; the default is in the description.</summary>
    public static Option<double?> Number(string name, string description, double min, double max)
    {
        var option = new Option<double?>(name) { Description = description, HelpName = "X" };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !(double.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max))
            {
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} is '{result.Tokens[0].Value}'; expected a number from {min} to {max}."));
            }
        });
        return option;
    }

    /// <summary>The columns that were named; null where none were.</summary>
    public static string[]? Split(string? features) => features?.Split(',', StringSplitOptions.TrimEntries);

    /// <summary>Refuses to write over a file.</summary>
    /// <exception cref="InputException">There is something of that name.</exception>
    public static void CheckNew(string? path)
    {
        if (path is not null && (path.Length == 0 || Path.Exists(path)))
        {
            throw NetworkArgument.Wrong("--out", path.Length == 0 ? "the file has no name; expected one" : $"'{path}' is there already; expected the name of a new file");
        }
    }
}
