using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Contagion.Analysis;
using Contagion.Data;
using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Api;

/// <summary>Networks that were brought or drawn, a folder of CSV files each.</summary>
public sealed class NetworkStore
{
    private const string RecordFile = "network.json";
    private const string DescriptionFile = "description.json";

    /// <summary>The files a network may have.</summary>
    internal static readonly string[] FileNames = ["institutions", "exposures", "holdings", "features", "payments"];

    private readonly ServerFolders _folders;
    private readonly ServerSettings _settings;
    private readonly string _root;
    private readonly ConcurrentDictionary<string, StoredNetwork> _all = new(StringComparer.Ordinal);

    /// <param name="folders">Where they lie.</param>
    /// <param name="settings">How large they may be, and how many.</param>
    public NetworkStore(ServerFolders folders, ServerSettings settings)
    {
        (_folders, _settings, _root) = (folders, settings, folders.Of("networks"));
        foreach (var folder in Directory.EnumerateDirectories(_root))
        {
            if (JsonFile.Read<NetworkRecord>(Path.Combine(folder, RecordFile)) is { } record)
            {
                _all[record.View.Id] = new StoredNetwork(folder, record);
            }
        }
    }

    /// <summary>The networks a caller sees, the newest first.</summary>
    internal IEnumerable<StoredNetwork> Of(Caller caller) =>
        _all.Values.Where(one => caller.Sees(one.Record.Tenant)).OrderByDescending(one => one.Record.View.Created).ThenBy(one => one.Record.View.Id, StringComparer.Ordinal);

    /// <summary>A network.</summary>
    /// <exception cref="Refusal">There is none of this id that the caller sees.</exception>
    internal StoredNetwork Find(string id, Caller caller) => _all.TryGetValue(id, out var found) && caller.Sees(found.Record.Tenant)
        ? found
        : throw Refusal.Unknown($"there is no network '{id}'");

    /// <summary>Takes a network whose files were brought.</summary>
    /// <param name="caller">Whose it is.</param>
    /// <param name="name">What to call it.</param>
    /// <param name="bring">Puts its files into a folder.</param>
    internal async Task<NetworkView> Add(Caller caller, string name, Func<string, Task> bring)
    {
        Given.ExpectName(name);
        if (Of(caller with { Role = Role.Reader }).Take(_settings.Limits.Networks).Count() == _settings.Limits.Networks)
        {
            throw Refusal.TooMany($"there are {_settings.Limits.Networks} networks already; delete one first", TimeSpan.FromMinutes(1));
        }

        var folder = _folders.Temporary();
        try
        {
            await bring(folder);
            var network = Read(folder);
            Check(network, _settings.Limits);
            string[] files = [.. FileNames.Select(file => $"{file}.csv").Where(file => File.Exists(Path.Combine(folder, file)))];
            var view = new NetworkView
            {
                Id = NewId.Next(),
                Name = name,
                Created = DateTimeOffset.UtcNow,
                Hash = HashOf(folder, files),
                Institutions = network.Count,
                Exposures = network.Claims.Count,
                Kinds = KindCount.Of(network),
                Files = files,
            };
            var record = new NetworkRecord(caller.Tenant, view);
            JsonFile.Write(Path.Combine(folder, RecordFile), record);
            var place = Path.Combine(_root, view.Id);
            Directory.Move(folder, place);
            return (_all[view.Id] = new StoredNetwork(place, record)).Record.View;
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    /// <summary>Takes a network that a model draws.</summary>
    internal Task<NetworkView> Add(Caller caller, NetworkOrder order)
    {
        var faults = new Faults();
        var parameters = order.Generate.ValueKind == JsonValueKind.Object
            ? order.Generate.EnumerateObject().Where(one => one.Name != "model").Select(one => $"{one.Name}={one.Value.GetRawText()}")
            : throw Refusal.Wrong("'generate' is no object; expected a model with its parameters, such as { \"model\": \"erdos-renyi\", ... }");
        var model = order.Generate.TryGetProperty("model", out var named) && named.ValueKind == JsonValueKind.String ? named.GetString()! : "";
        var drawn = GeneratedNetwork.OfModel("generate", model, [.. parameters], order.Seed, faults);
        faults.ThrowIfAny();
        if (_settings.Limits.Network.FaultOf(drawn!.Model.SizeExpected()) is { } fault)
        {
            throw Refusal.TooLarge(fault);
        }

        return Add(caller, order.Name ?? string.Create(CultureInfo.InvariantCulture, $"{model}, seed {order.Seed}"), folder =>
        {
            NetworkDirectory.Write(drawn.Draw("generate", 0), folder);
            return Task.CompletedTask;
        });
    }

    /// <summary>Forgets a network. Runs keep copies of what they need.</summary>
    internal void Drop(string id, Caller caller)
    {
        var stored = Find(id, caller);
        _all.TryRemove(id, out _);
        Directory.Delete(stored.Folder, recursive: true);
    }

    /// <summary>A network with what it is like.</summary>
    internal static NetworkView Describe(StoredNetwork stored)
    {
        var path = Path.Combine(stored.Folder, DescriptionFile);
        if (!File.Exists(path))
        {
            // What is found is the same whoever finds it.
            JsonFile.WriteText(path, Data.DescriptionFile.Json(NetworkDescription.Of(Read(stored.Folder))));
        }

        return stored.Record.View with { Description = JsonDocument.Parse(File.ReadAllText(path)).RootElement.Clone() };
    }

    /// <summary>Refuses a network that is larger than this server takes.</summary>
    /// <exception cref="Refusal">It is.</exception>
    internal static void Check(Network network, Limits limits)
    {
        if (network.Count > limits.Institutions || network.Claims.Count > limits.Exposures)
        {
            throw Refusal.TooLarge(string.Create(
                CultureInfo.InvariantCulture,
                $"the network has {network.Count:N0} institutions and {network.Claims.Count:N0} exposures; expected at most {limits.Institutions:N0} and {limits.Exposures:N0}"));
        }
    }

    /// <summary>Reads the network in a folder.</summary>
    internal static Network Read(string folder)
    {
        try
        {
            return NetworkDirectory.Read(folder);
        }
        catch (InputException wrong)
        {
            throw Refusal.Wrong(wrong, folder);
        }
    }

    private static string HashOf(string folder, string[] files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(file));
            using var stream = File.OpenRead(Path.Combine(folder, file));
            hash.AppendData(SHA256.HashData(stream));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

/// <summary>What is kept of a network beside its files.</summary>
/// <param name="Tenant">Whose it is.</param>
/// <param name="View">What is shown of it.</param>
internal sealed record NetworkRecord(string Tenant, NetworkView View);

/// <summary>A network in its folder.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Record">What is kept of it beside its files.</param>
internal sealed record StoredNetwork(string Folder, NetworkRecord Record)
{
    /// <summary>What puts it into a scenario that lies in the same folder.</summary>
    public string Setting => $"network={{ files: {{ {string.Join(", ", Record.View.Files.Select(file => $"{Path.GetFileNameWithoutExtension(file)}: {file}"))} }} }}";

    /// <summary>Copies its files.</summary>
    public void CopyTo(string folder)
    {
        foreach (var file in Record.View.Files)
        {
            File.Copy(Path.Combine(Folder, file), Path.Combine(folder, file));
        }
    }
}
