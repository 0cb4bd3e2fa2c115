using Contagion.Data;
using Contagion.Model;

namespace Contagion.Api;

/// <summary>A scenario as it was asked for, with what it needs in one folder, before it is checked.</summary>
/// <param name="Path">The scenario file.</param>
/// <param name="Set">Settings that replace parts of it.</param>
/// <param name="Limit">How large its network may be.</param>
/// <param name="folder">A folder of its own that goes with it; null for a shipped scenario, which stays where it is.</param>
internal sealed record Draft(string Path, IReadOnlyList<string> Set, NetworkLimit Limit, string? folder) : IDisposable
{
    /// <summary>Reads and checks it.</summary>
    /// <param name="further">Further settings.</param>
    /// <exception cref="Refusal">Anything is wrong; every fault found is told.</exception>
    public ScenarioFile Load(params IEnumerable<string> further) => Refused(() => ScenarioFile.Load(Path, [.. Set, .. further], Limit));

    /// <summary>Does something with it and tells faults without the folders of the server.</summary>
    public T Refused<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (InputException wrong)
        {
            throw Refusal.Wrong(wrong, System.IO.Path.GetDirectoryName(Path)!);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (folder is not null)
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
