using Contagion.Data;
using Contagion.Model;

namespace Contagion.Api;

/// <summary>The scenarios that come with the program.</summary>
/// <param name="settings">Where they are.</param>
public sealed class ShippedScenarios(ServerSettings settings)
{
    private readonly Lazy<IReadOnlyList<ShippedScenario>> _all = new(() => Read(settings.Scenarios));

    /// <summary>All of them, by id.</summary>
    public IReadOnlyList<ShippedScenario> All => _all.Value;

    /// <summary>One of them.</summary>
    /// <exception cref="Refusal">There is none of this id.</exception>
    public ShippedScenario Find(string id) => All.FirstOrDefault(one => one.Id == id)
        ?? throw Refusal.Unknown($"there is no shipped scenario '{id}'; expected one that GET /scenarios lists{Nearest.Hint(id, All.Select(one => one.Id))}");

    private static IReadOnlyList<ShippedScenario> Read(string? folder)
    {
        if (folder is null || !Directory.Exists(folder))
        {
            return [];
        }

        var found = new List<ShippedScenario>();
        foreach (var path in Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            if (ScenarioHead.Read(path) is { } head)
            {
                var relative = Path.GetRelativePath(folder, path).Replace('\\', '/');
                found.Add(new ShippedScenario(relative[..^".yaml".Length].Replace('/', '.'), path, $"scenarios/{relative}", head));
            }
        }

        return found;
    }
}

/// <summary>A scenario that comes with the program.</summary>
/// <param name="Id">Its folder and file with a dot between them.</param>
/// <param name="Path">Its file.</param>
/// <param name="File">How a user of the command line names it.</param>
/// <param name="Head">What it says of itself.</param>
public sealed record ShippedScenario(string Id, string Path, string File, ScenarioHead Head);
