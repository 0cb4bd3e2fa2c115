namespace Contagion.Api;

/// <summary>Where a server keeps what: one folder for each kind of thing, and one for what is being made.</summary>
public sealed class ServerFolders
{
    private readonly string _root;

    /// <param name="settings">Names the folder of all.</param>
    public ServerFolders(ServerSettings settings)
    {
        _root = Path.GetFullPath(settings.Data);
        // What was being made when the server ended is nobody's.
        if (Directory.Exists(Path.Combine(_root, "making")))
        {
            Directory.Delete(Path.Combine(_root, "making"), recursive: true);
        }

        Making = Of("making");
    }

    private string Making { get; }

    /// <summary>The folder of a kind of thing; made where it is not there.</summary>
    public string Of(string kind) => Directory.CreateDirectory(Path.Combine(_root, kind)).FullName;

    /// <summary>A new folder for something that is being made; on the same disk, so that it can be moved to its place in one go.</summary>
    public string Temporary() => Directory.CreateDirectory(Path.Combine(Making, Guid.NewGuid().ToString("N"))).FullName;
}
