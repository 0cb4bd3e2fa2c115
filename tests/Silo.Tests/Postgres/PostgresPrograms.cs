namespace Contagion.Silo.Tests;

/// <summary>The programs of PostgreSQL, where they are installed.</summary>
internal static class PostgresPrograms
{
    /// <summary>The user as whom PostgreSQL runs where this process is root's: it refuses to be root itself.</summary>
    public const string User = "postgres";

    /// <summary>Where initdb and pg_ctl are; null where they are not.</summary>
    public static string? Folder { get; } = Find();

    /// <summary>Why tests that need PostgreSQL are skipped; null where they are not.</summary>
    public static string? Missing { get; } = (Folder, Environment.IsPrivilegedProcess) switch
    {
        (null, _) => "needs PostgreSQL: initdb and pg_ctl on the PATH or under /usr/lib/postgresql",
        (_, true) when !CanChangeUser() => $"needs runuser and a user '{User}' to run PostgreSQL as: it does not run as root",
        _ => null,
    };

    private static string? Find()
    {
        const string installed = "/usr/lib/postgresql";
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        string[] versions = Directory.Exists(installed) ? [.. Directory.GetDirectories(installed).OrderDescending().Select(version => Path.Combine(version, "bin"))] : [];
        return path.Concat(versions).FirstOrDefault(folder => Has(folder, "initdb") && Has(folder, "pg_ctl"));
    }

    /// <summary>A link to a program that is no longer there counts as a file.</summary>
    private static bool Has(string folder, string program)
    {
        var path = Path.Combine(folder, OperatingSystem.IsWindows() ? program + ".exe" : program);
        return File.Exists(path) && (File.ResolveLinkTarget(path, returnFinalTarget: true)?.Exists ?? true);
    }

    private static bool CanChangeUser() =>
        File.Exists("/usr/sbin/runuser") && File.ReadLines("/etc/passwd").Any(line => line.StartsWith(User + ":", StringComparison.Ordinal));
}
