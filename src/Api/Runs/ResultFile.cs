namespace Contagion.Api;

/// <summary>A file of results.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Formats">The forms it can be had in.</param>
public sealed record ResultFile(string Name, IReadOnlyList<string> Formats)
{
    /// <summary>A ZIP file of the scenario and all it needs, made when it is asked for.</summary>
    public const string Inputs = "inputs.zip";

    private static readonly Dictionary<string, string[]> FormatsOf = new(StringComparer.Ordinal)
    {
        [".csv"] = ["csv", "json"],
        [".json"] = ["json"],
        [".yaml"] = ["yaml"],
        [".html"] = ["html"],
    };

    /// <summary>The files that are in a folder of results.</summary>
    internal static IReadOnlyList<ResultFile> In(string folder) => Directory.Exists(folder)
        ? [
            .. Directory.EnumerateFiles(folder).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)
                .Where(name => FormatsOf.ContainsKey(Path.GetExtension(name))).Select(name => new ResultFile(name, FormatsOf[Path.GetExtension(name)])),
            new ResultFile(Inputs, ["zip"]),
        ]
        : [];
}
