using System.Text.Json;

namespace Contagion.Api;

/// <summary>Makes drafts of what is asked for. Nothing in a request is taken for a path or an address.</summary>
/// <param name="shipped">The scenarios that come with the program.</param>
/// <param name="networks">The networks that were brought or drawn.</param>
/// <param name="folders">Where drafts lie.</param>
/// <param name="settings">How large networks may be.</param>
public sealed class Drafts(ShippedScenarios shipped, NetworkStore networks, ServerFolders folders, ServerSettings settings)
{
    /// <summary>Makes a draft.</summary>
    /// <exception cref="Refusal">There is no such scenario or network, or not one scenario is given.</exception>
    internal Draft Open(RunRequest request, Caller caller)
    {
        Given.ExpectSettings(request.Set);
        Given.ExpectName(request.Name);
        IReadOnlyList<string> set = [.. request.Set ?? [], .. request.Name is { } name ? [$"name={JsonSerializer.Serialize(name)}"] : Array.Empty<string>()];
        if (request.Shipped is null == request.Scenario is null)
        {
            throw Refusal.Wrong("expected 'shipped', the id of a shipped scenario, or 'scenario', a scenario of your own, and not both");
        }

        if (request is { Shipped: { } id, Network: null })
        {
            return new Draft(shipped.Find(id).Path, set, settings.Limits.Network, folder: null);
        }

        var folder = folders.Temporary();
        try
        {
            var path = Path.Combine(folder, "scenario.yaml");
            File.WriteAllText(path, request.Shipped is { } known ? File.ReadAllText(shipped.Find(known).Path) : Text(request.Scenario!.Value));
            var network = request.Network is { } number ? networks.Find(number, caller) : null;
            network?.CopyTo(folder);
            return new Draft(path, [.. network is null ? [] : (string[])[network.Setting], .. set], settings.Limits.Network, folder);
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    /// <summary>A JSON object is YAML as it stands.</summary>
    private static string Text(JsonElement scenario) => scenario.ValueKind switch
    {
        JsonValueKind.String => scenario.GetString()!,
        JsonValueKind.Object => scenario.GetRawText(),
        _ => throw Refusal.Wrong("'scenario' is neither a text nor an object; expected a scenario file as YAML, or a JSON object of the same shape"),
    };
}
