namespace Contagion.Cli;

/// <summary>Where a command about networks writes to: nothing that is there is written over.</summary>
internal static class OutputPath
{
    /// <summary>Whether a name means a CSV file, and not a folder.</summary>
    public static bool IsTable(string path) => path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);

    /// <summary>Refuses a file that is there, and a folder with anything in it.</summary>
    /// <param name="option">The option that names it.</param>
    /// <param name="path">The file or folder; null where none is wanted.</param>
    public static void CheckNew(string option, string? path)
    {
        if (path is not null && Path.Exists(path) && (IsTable(path) || !Directory.Exists(path) || Directory.EnumerateFileSystemEntries(path).Any()))
        {
            throw NetworkArgument.Wrong(option, $"'{path}' is there already; expected the name of a new file{(IsTable(path) ? "" : " that ends in .csv, or of a new or empty folder")}");
        }
    }
}
