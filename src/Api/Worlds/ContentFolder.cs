using Contagion.Data;
using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Api;

/// <summary>Scenarios with all their files, a ZIP file each, in a folder of the server.</summary>
/// <param name="folders">Where it is.</param>
public sealed class ContentFolder(ServerFolders folders) : IContents
{
    private readonly string _root = folders.Of("contents");

    /// <inheritdoc/>
    public Task Put(ScenarioContent content, CancellationToken cancellationToken)
    {
        var path = PathOf(content.Hash);
        if (!File.Exists(path))
        {
            var temporary = Path.Combine(folders.Temporary(), "content");
            File.WriteAllBytes(temporary, content.Bytes);
            File.Move(temporary, path, overwrite: true);
        }

        return Task.CompletedTask;
    }

    /// <summary>A scenario and its network.</summary>
    /// <exception cref="KeyNotFoundException">There is none of this hash.</exception>
    public Task<(Scenario Scenario, Network Network)> Find(string hash, CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            var file = ScenarioContent.Unpack(File.Exists(PathOf(hash)) ? File.ReadAllBytes(PathOf(hash)) : throw new KeyNotFoundException($"there is no content {hash}"));
            return (file.Scenario, file.Network);
        },
        cancellationToken);

    private string PathOf(string hash) => Path.Combine(_root, $"{hash}.zip");
}
