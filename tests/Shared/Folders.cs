using System.Runtime.CompilerServices;

namespace Contagion.Tests;

/// <summary>Where tests find what the repository holds.</summary>
internal static class Folders
{
    /// <summary>The root of the repository.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Here(), "..", ".."));

    /// <summary>Golden data computed by other programs, in the repository.</summary>
    public static string Reference(string name) => Path.Combine(Root, "tests", "reference", name);

    /// <summary>Golden data that may not be copied; null where it does not lie beside the repository.</summary>
    public static string? Shared(string name)
    {
        var folder = Path.Combine(Root, "..", "shared", "reference", name);
        return Directory.Exists(folder) ? folder : null;
    }

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
