using System.Diagnostics;
using System.Text.Json.Serialization;
using Contagion.Engine;

namespace Contagion.Api;

/// <summary>How far a job is, and what came of the replications that are done.</summary>
internal sealed class JobProgress(int total, Action<ProgressView> tell, Action<int> count)
{
    private const long EveryMs = 250;
    private const int Bars = 20;

    private readonly Lock _gate = new();
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly List<double> _losses = [];
    private long _next;
    private double _defaults;
    private int _mostDefaults;
    private int _before = -1;

    /// <summary>Replications that are done.</summary>
    public int Done { get; private set; }

    /// <summary>Notes that some are done.</summary>
    public void Add(int more)
    {
        count(more);
        ProgressView? view = null;
        lock (_gate)
        {
            Done += more;
            // What an earlier attempt left is there at once and says nothing of how fast this one is.
            _before = _before < 0 ? Done - more : _before;
            if (_watch.ElapsedMilliseconds >= _next || Done == total)
            {
                _next = _watch.ElapsedMilliseconds + EveryMs;
                view = View();
            }
        }

        if (view is not null)
        {
            tell(view);
        }
    }

    /// <summary>Notes what came of some.</summary>
    public void Watch(IReadOnlyList<ReplicationResult> replications)
    {
        lock (_gate)
        {
            foreach (var one in replications)
            {
                _losses.Add(one.TotalLoss);
                _defaults += one.Defaults;
                _mostDefaults = Math.Max(_mostDefaults, one.Defaults);
            }
        }
    }

    private ProgressView View()
    {
        var (seconds, fresh, count) = (_watch.Elapsed.TotalSeconds, Done - _before, _losses.Count);
        var (low, high) = count == 0 ? (0, 0) : (_losses.Min(), _losses.Max());
        var counts = new int[Bars];
        foreach (var loss in _losses)
        {
            counts[high > low ? Math.Min(Bars - 1, (int)((loss - low) / (high - low) * Bars)) : 0]++;
        }

        return new ProgressView
        {
            ReplicationsDone = Done,
            Replications = total,
            ElapsedSeconds = Math.Round(seconds, 2),
            RemainingSeconds = fresh > 0 ? Math.Round(seconds / fresh * (total - Done), 1) : null,
            Defaults = new SoFar(count == 0 ? 0 : _defaults / count, _mostDefaults),
            Loss = new SoFar(count == 0 ? 0 : _losses.Sum() / count, high),
            Histogram = new LossHistogram(low, high, counts),
        };
    }
}

/// <summary>How far a run is.</summary>
public sealed record ProgressView
{
    /// <summary>Replications that are done.</summary>
    public required int ReplicationsDone { get; init; }

    /// <summary>Replications in all.</summary>
    public required int Replications { get; init; }

    /// <summary>Seconds since it was begun, or gone on with.</summary>
    public required double ElapsedSeconds { get; init; }

    /// <summary>Seconds that are left, about; null where nothing is known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required double? RemainingSeconds { get; init; }

    /// <summary>Institutions in default, over the replications that are done.</summary>
    public required SoFar Defaults { get; init; }

    /// <summary>Equity lost, over the replications that are done.</summary>
    public required SoFar Loss { get; init; }

    /// <summary>The losses that are known.</summary>
    public required LossHistogram Histogram { get; init; }
}

/// <summary>A number over the replications that are done.</summary>
/// <param name="Mean">Its mean.</param>
/// <param name="Max">The largest.</param>
public sealed record SoFar(double Mean, double Max);

/// <summary>How many losses lie where.</summary>
/// <param name="Low">The smallest loss.</param>
/// <param name="High">The largest.</param>
/// <param name="Counts">Losses in each of equal parts between them.</param>
public sealed record LossHistogram(double Low, double High, IReadOnlyList<int> Counts);
