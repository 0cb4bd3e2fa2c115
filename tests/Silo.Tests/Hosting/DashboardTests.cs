using System.Diagnostics.Metrics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Contagion.Grains;
using Contagion.Tests;

namespace Contagion.Silo.Tests;

/// <summary>The dashboard shows the numbers that there are, and all of ours.</summary>
public sealed partial class DashboardTests
{
    private static readonly string Dashboard = Path.Combine(Folders.Root, "deploy", "grafana", "contagion.json");

    [Fact]
    public void Every_number_on_the_dashboard_is_one_that_silos_send()
    {
        var sent = Instruments().SelectMany(NamesOf).ToHashSet();
        var shown = Shown();

        Assert.NotEmpty(shown);
        Assert.All(shown, name => Assert.True(sent.Contains(name), $"no silo sends {name}; they send {string.Join(", ", sent.Order())}"));
    }

    [Fact]
    public void Every_number_of_ours_is_on_the_dashboard_and_explained()
    {
        var (shown, page) = (Shown(), File.ReadAllText(Path.Combine(Folders.Root, "docs", "cluster.md")));
        var ours = Instruments().Where(instrument => instrument.Meter.Name == WorkMeter.Name).ToArray();

        Assert.Contains(ours, instrument => instrument.Name == "contagion.barrier");
        Assert.All(ours, instrument => Assert.True(NamesOf(instrument).Any(shown.Contains), $"{instrument.Name} is not on the dashboard"));
        Assert.All(ours, instrument => Assert.True(page.Contains($"| `{instrument.Name}` |", StringComparison.Ordinal), $"{instrument.Name} is not in docs/cluster.md"));
    }

    // In OpenMetrics' order: what it is, its unit, what kind it is. Units in braces say what is counted, and are left out.
    [Fact]
    public void Names_are_those_that_OpenTelemetry_prescribes_for_Prometheus()
    {
        using var meter = new Meter("names");
        Assert.Equal(["a_blocks_total"], NamesOf(meter.CreateCounter<long>("a.blocks", "{block}")));
        Assert.Equal(["a_time_seconds_total"], NamesOf(meter.CreateObservableCounter("a.time", () => 1.0, "s")));
        Assert.Equal(["a_work_seconds_bucket", "a_work_seconds_sum", "a_work_seconds_count"], NamesOf(meter.CreateHistogram<double>("a.work", "s")));
        Assert.Equal(["a_memory_bytes"], NamesOf(meter.CreateObservableUpDownCounter("a.memory", () => 1L, "By")));
    }

    /// <summary>What silos measure: our own numbers, and those of .NET.</summary>
    private static List<Instrument> Instruments()
    {
        var found = new List<Instrument>();
        using var meter = new WorkMeter();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name is WorkMeter.Name or Telemetry.Runtime)
                {
                    found.Add(instrument);
                }
            },
        };
        listener.Start();
        return found;
    }

    private static string[] NamesOf(Instrument instrument)
    {
        var unit = instrument.Unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" };
        var name = instrument.Name.Replace('.', '_') + unit;
        return instrument.GetType().Name switch
        {
            "Counter`1" or "ObservableCounter`1" => [$"{name}_total"],
            "Histogram`1" => [$"{name}_bucket", $"{name}_sum", $"{name}_count"],
            _ => [name],
        };
    }

    /// <summary>The numbers that panels ask for.</summary>
    private static HashSet<string> Shown()
    {
        using var dashboard = JsonDocument.Parse(File.ReadAllText(Dashboard));
        return [
            .. dashboard.RootElement.GetProperty("panels").EnumerateArray().Where(panel => panel.TryGetProperty("targets", out _))
                .SelectMany(panel => panel.GetProperty("targets").EnumerateArray()).SelectMany(target => Metric().Matches(target.GetProperty("expr").GetString()!)).Select(match => match.Value)];
    }

    [GeneratedRegex(@"\b(contagion|dotnet|orleans)_\w+")]
    private static partial Regex Metric();
}
