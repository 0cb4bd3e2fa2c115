using System.Security.Cryptography;
using Contagion.Model;

namespace Contagion.Data;

/// <summary>A sweep read and checked: a scenario, and the points at which it is run.</summary>
public sealed class SweepFile
{
    private readonly YamlNode _root;
    private readonly SweepGrid _grid;
    private readonly NetworkFolder _networks;
    private readonly List<NetworkSource> _sources = [];

    private SweepFile(YamlNode root, SweepGrid grid, NetworkFolder networks)
    {
        (_root, _grid, _networks) = (root, grid, networks);
        Paths = [.. grid.Paths.Select(one => one.Path)];
        (First, Hash) = Check();
    }

    /// <summary>The parts of the scenario that points differ in.</summary>
    public IReadOnlyList<string> Paths { get; }

    /// <summary>Number of points.</summary>
    public int Count => _grid.Count;

    /// <summary>The scenario at the first point.</summary>
    public ScenarioFile First { get; }

    /// <summary>SHA-256 over paths, values, and scenario and network of every point, in hexadecimal: the same points, the same hash.</summary>
    public string Hash { get; }

    /// <summary>What the sweep is called, whenever and wherever it is run.</summary>
    public string Id => FolderName.Id(First.Scenario.Name, Hash);

    /// <summary>The file of samples; null when there is none.</summary>
    public string? Samples { get; private init; }

    /// <summary>The networks of the points that have files of their own, in the order of their first use.</summary>
    internal IReadOnlyList<NetworkSource> Sources => _sources;

    /// <summary>Reads a scenario and what is swept, and checks every point.</summary>
    /// <param name="path">The scenario file.</param>
    /// <param name="overrides">Settings that hold at every point, <c>path=value</c>.</param>
    /// <param name="over">What is swept, <c>path=a,b,c</c> or <c>path=from:to:step</c>; the last changes fastest.</param>
    /// <param name="samples">A file of samples, which change more slowly than any of these; null for none.</param>
    /// <exception cref="InputException">Anything is wrong; every fault found is told.</exception>
    public static SweepFile Load(string path, IReadOnlyList<string> overrides, IReadOnlyList<string> over, string? samples)
    {
        var faults = new Faults();
        var root = ScenarioText.Read(path, overrides, faults);
        var sampled = samples is null ? null : SamplesFile.Read(samples, faults);
        SweepAxis?[] axes = [sampled, .. over.Select(text => OverOption.Read(text, faults))];
        if (samples is null && over.Count == 0)
        {
            faults.Add(OverOption.Source, 1, 1, "nothing is swept; expected --over path=a,b,c or --samples FILE.csv");
        }

        var grid = SweepGrid.Of([.. axes.OfType<SweepAxis>()], faults);
        faults.ThrowIfAny();
        return new SweepFile(root!, grid!, new NetworkFolder(path)) { Samples = samples };
    }

    /// <summary>What the swept parts are at a point, as written, in the order of <see cref="Paths"/>.</summary>
    public IReadOnlyList<string> ValuesOf(int point) => [.. _grid.At(point).Select(value => value.Text)];

    /// <summary>The scenario at a point. The network is read again only where it had to make room for others.</summary>
    /// <exception cref="InputException">Files were changed since they were checked.</exception>
    public ScenarioFile Point(int point)
    {
        var faults = new Faults();
        var file = Make(point, faults);
        faults.ThrowIfAny();
        return file!;
    }

    /// <summary>What the swept parts are at a point, as YAML.</summary>
    internal IReadOnlyList<YamlNode> NodesOf(int point) => [.. _grid.At(point).Select(value => Node(value, new Faults()))];

    private static YamlNode Node(SweptValue value, Faults faults) => Overrides.Value(value.Text, value.Place, faults)!;

    private ScenarioFile? Make(int point, Faults faults)
    {
        var (root, values) = (_root.Copy(), _grid.At(point));
        for (var swept = 0; swept < values.Length; swept++)
        {
            Overrides.Put(root, new Override(_grid.Paths[swept].Path, _grid.Paths[swept].Place, Node(values[swept], faults)), faults);
        }

        return ScenarioFile.Make(root, _networks, faults);
    }

    /// <summary>Checks every point, so that none fails when others were run for hours.</summary>
    private (ScenarioFile First, string Hash) Check()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, Paths);
        var wrong = new PointFaults();
        ScenarioFile? first = null;
        for (var point = 0; point < Count && !wrong.IsFull; point++)
        {
            var faults = new Faults();
            var file = Make(point, faults);
            wrong.Add(point, faults);
            if (file is not null)
            {
                first ??= file;
                Note(file.Scenario.Network);
                Append(hash, [file.Hash, .. ValuesOf(point)]);
            }
        }

        wrong.ThrowIfAny(Say);
        return (first!, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private void Note(NetworkSource network)
    {
        var hasFiles = network.Files is not null || network.Reconstruct is not null;
        if (hasFiles && !_sources.Exists(source => source.Files == network.Files && source.Reconstruct?.Marginals == network.Reconstruct?.Marginals))
        {
            _sources.Add(network);
        }
    }

    private string Say(int point) => string.Join(", ", Paths.Zip(ValuesOf(point), (path, value) => $"{path}={value}"));

    private static void Append(IncrementalHash hash, IEnumerable<string> texts)
    {
        foreach (var text in texts)
        {
            // The length in front keeps one text from running into the next.
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes($"{text.Length}:{text}"));
        }
    }
}
