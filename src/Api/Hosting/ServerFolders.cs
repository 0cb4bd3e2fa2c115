using Contagion.Model;

namespace Contagion.Api;

/// <summary>Where a server keeps what: one folder for each kind of thing, and one for what is being made.</summary>
public sealed class ServerFolders : IDisposable
{
    private readonly string _root;
    private readonly FileStream _held;

    /// <param name="settings">Names the folder of all.</param>
    /// <exception cref="InputException">Another server has it: two would compute the same runs, and clear away what the other makes.</exception>
    public ServerFolders(ServerSettings settings)
    {
        _root = Directory.CreateDirectory(settings.Data).FullName;
        try
        {
            _held = new FileStream(Path.Combine(_root, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new InputException(new Fault("--data", 1, 1, $"another server uses {settings.Data}; expected a folder of its own for each"));
        }

        // What was being made when the server ended is nobody's.
        if (Directory.Exists(Path.Combine(_root, "making")))
        {
            Directory.Delete(Path.Combine(_root, "making"), recursive: true);
        }

        Making = Of("making");
    }

    private string Making { get; }

    /// <inheritdoc/>
    public void Dispose() => _held.Dispose();

    /// <summary>The folder of a kind of thing; made where it is not there.</summary>
    public string Of(string kind) => Directory.CreateDirectory(Path.Combine(_root, kind)).FullName;

    /// <summary>A new folder for something that is being made; on the same disk, so that it can be moved to its place in one go.</summary>
    public string Temporary() => Directory.CreateDirectory(Path.Combine(Making, Guid.NewGuid().ToString("N"))).FullName;
}
