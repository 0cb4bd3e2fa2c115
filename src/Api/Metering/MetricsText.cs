using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Contagion.Api;

/// <summary>What is counted, as Prometheus reads it (text format 0.0.4).</summary>
internal sealed class MetricsText : IDisposable
{
    /// <summary>The media type.</summary>
    public const string Type = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Upper ends of the buckets of a histogram, in seconds.</summary>
    private static readonly double[] Buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

    private readonly Lock _gate = new();
    private readonly MeterListener _listener = new();
    private readonly SortedDictionary<string, Instrument> _known = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, SortedDictionary<string, Series>> _series = new(StringComparer.Ordinal);

    /// <param name="metrics">What is counted.</param>
    public MetricsText(ServerMetrics metrics)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter, metrics.Meter))
            {
                _known[instrument.Name] = instrument;
                _series[instrument.Name] = new(StringComparer.Ordinal);
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>Everything as it is now.</summary>
    public string Write()
    {
        _listener.RecordObservableInstruments();
        var text = new StringBuilder();
        lock (_gate)
        {
            foreach (var (name, instrument) in _known)
            {
                var (told, kind) = instrument switch
                {
                    Histogram<double> => (name, "histogram"),
                    Counter<long> => ($"{name}_total", "counter"),
                    _ => (name, "gauge"),
                };
                text.Append(CultureInfo.InvariantCulture, $"# HELP {told} {instrument.Description}\n# TYPE {told} {kind}\n");
                foreach (var (labels, series) in _series[name])
                {
                    Write(text, told, labels, series, kind == "histogram");
                }
            }
        }

        return text.ToString();
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private static void Write(StringBuilder text, string name, string labels, Series series, bool isHistogram)
    {
        if (!isHistogram)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}{Braced(labels)} {series.Value:R}\n");
            return;
        }

        long below = 0;
        for (var bucket = 0; bucket < Buckets.Length; bucket++)
        {
            below += series.Counts[bucket];
            text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{{labels},le=\"{Buckets[bucket]:R}\"}} {below}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"{name}_bucket{{{labels},le=\"+Inf\"}} {series.Count}\n{name}_sum{Braced(labels)} {series.Value:R}\n{name}_count{Braced(labels)} {series.Count}\n");
    }

    private static string Braced(string labels) => labels.Length == 0 ? "" : $"{{{labels}}}";

    private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new StringBuilder();
        foreach (var (key, value) in tags)
        {
            var told = Convert.ToString(value, CultureInfo.InvariantCulture)!.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
            labels.Append(labels.Length == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $"{key}=\"{told}\"");
        }

        return labels.ToString();
    }

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = Labels(tags);
        lock (_gate)
        {
            var all = _series[instrument.Name];
            if (!all.TryGetValue(labels, out var series))
            {
                all.Add(labels, series = new Series());
            }

            series.Value = instrument is ObservableInstrument<int> or ObservableInstrument<long> ? value : series.Value + value;
            series.Count++;
            if (Array.FindIndex(Buckets, end => value <= end) is >= 0 and var bucket)
            {
                series.Counts[bucket]++;
            }
        }
    }

    /// <summary>What is counted under some labels.</summary>
    private sealed class Series
    {
        public double Value { get; set; }

        public long Count { get; set; }

        public long[] Counts { get; } = new long[Buckets.Length];
    }
}
