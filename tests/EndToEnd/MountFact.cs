using Contagion.Tests;

namespace Contagion.EndToEnd;

/// <summary>A test that mounts a small or read-only file system of its own, which nobody else sees: skipped where the user may not.</summary>
internal sealed class MountFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> CanMount = new(Try);

    public MountFactAttribute()
    {
        if (!CanMount.Value)
        {
            Skip = "needs 'unshare -rm' and the right to mount a tmpfs";
        }
    }

    /// <summary>A line of the shell as one that sees mounts of its own, gone when it ends.</summary>
    public static string InOwnMounts(string line) => $"unshare -rm sh -c '{line}'";

    private static bool Try()
    {
        using var folder = new TestFolder();
        return OperatingSystem.IsLinux() && Command.Shell(folder.Path, InOwnMounts("mount -t tmpfs -o size=4k none .")).ExitCode == 0;
    }
}
