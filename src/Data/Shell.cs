namespace Contagion.Data;

/// <summary>Writes commands that a person can copy into a shell.</summary>
public static class Shell
{
    /// <summary>How this program was called: the script in the repository says so.</summary>
    public static string Program { get; } = Environment.GetEnvironmentVariable("CONTAGION_COMMAND") is { Length: > 0 } command ? Quote(command) : "contagion";

    /// <summary>An argument, in quotes where a shell would take it apart.</summary>
    public static string Quote(string argument) => argument.Length > 0 && argument.All(letter => char.IsLetterOrDigit(letter) || "_-./=:,+@%".Contains(letter))
        ? argument
        : $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
