namespace Contagion.Data;

/// <summary>The longest file that a file system, or the user's limit, allows: whoever writes beyond it is told which file it was.</summary>
internal static class FileLimit
{
    /// <summary>Whether a fault says that a file may not get longer.</summary>
    /// <remarks>The runtime tells EFBIG as a wrong argument, and of all places to write only here.</remarks>
    public static bool IsReached(ArgumentOutOfRangeException fault) => fault.TargetSite?.DeclaringType == typeof(RandomAccess);

    /// <summary>The same fault as that of a file.</summary>
    public static IOException Fault(string path, ArgumentOutOfRangeException fault) => new($"File too large for this file system or user : '{path}'", fault);
}
