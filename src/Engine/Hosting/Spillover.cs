using Contagion.Networks;

namespace Contagion.Engine;

/// <summary>Who hurts whom: losses from one institution (or group) to another.</summary>
/// <remarks>Kept pair by pair up to <see cref="PairsMax"/> possible pairs, above that group by group (institutions without a group go by kind).</remarks>
public sealed class Spillover
{
    /// <summary>More rows than this are no table anybody reads.</summary>
    public const long PairsMax = 4_000_000;

    private const int GroupsMax = 1024;

    private readonly string[] _names;
    private readonly int[] _partOf;
    private readonly double[] _equityOf;
    private readonly List<SpilloverEntry[]> _losses = [];
    private readonly double[]? _between;

    /// <param name="network">The network.</param>
    /// <param name="equity">Initial equity of each institution, for relative losses.</param>
    /// <param name="pairs">How many pairs there could be.</param>
    public Spillover(Network network, ReadOnlySpan<double> equity, long pairs)
    {
        IsGrouped = pairs > PairsMax;
        // Groups so many that a table of them says nothing, or none: kinds are groups everybody has.
        var hasGroups = Enumerable.Range(0, network.Count).Select(network.GroupOf).Distinct().Take(GroupsMax + 1).Count() is > 1 and <= GroupsMax;
        _partOf = new int[network.Count];
        var names = new List<string>();
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var institution = 0; institution < network.Count; institution++)
        {
            var name = IsGrouped ? (hasGroups ? network.GroupOf(institution) : null) ?? $"kind:{Model.Words.Of(network.KindOf(institution))}" : network.Ids[institution];
            if (!numbers.TryGetValue(name, out var part))
            {
                numbers.Add(name, part = names.Count);
                names.Add(name);
            }

            _partOf[institution] = part;
        }

        _names = [.. names];
        // Groups are few, so that all pairs of them have room; institutions are many, so that only pairs with a loss do.
        _between = IsGrouped ? new double[names.Count * names.Count] : null;
        _equityOf = new double[names.Count];
        for (var institution = 0; institution < network.Count; institution++)
        {
            _equityOf[_partOf[institution]] += Math.Max(0, equity[institution]);
        }
    }

    /// <summary>Whether losses were summed group by group.</summary>
    public bool IsGrouped { get; }

    /// <summary>Losses by ascending from, then to: names, amount, and share of the equity of the one hurt (NaN where that is not positive).</summary>
    public IEnumerable<(string From, string To, double Loss, double RelativeLoss)> Rows =>
        Merged().Select(row => (_names[row.From], _names[row.To], row.Loss, _equityOf[row.To] > 0 ? row.Loss / _equityOf[row.To] : double.NaN));

    /// <summary>Adds what institutions cost each other. Call in a fixed order: sums are plain.</summary>
    /// <param name="losses">Losses above zero. The table keeps them, so nobody may change them any more.</param>
    public void Add(SpilloverEntry[] losses)
    {
        if (_between is null)
        {
            _losses.Add(losses);
            return;
        }

        foreach (var (from, to, loss) in losses)
        {
            _between[(_partOf[from] * _names.Length) + _partOf[to]] += loss;
        }
    }

    private IEnumerable<SpilloverEntry> Merged()
    {
        if (_between is not null)
        {
            return _between.Select((loss, pair) => new SpilloverEntry(pair / _names.Length, pair % _names.Length, loss)).Where(row => row.Loss > 0);
        }

        SpilloverEntry[] sorted = [.. _losses.SelectMany(losses => losses)];
        Array.Sort(sorted, (one, other) => (one.From, one.To).CompareTo((other.From, other.To)));
        return Neighbours(sorted);
    }

    /// <summary>Adds up what stands next to each other for the same pair.</summary>
    private static IEnumerable<SpilloverEntry> Neighbours(SpilloverEntry[] sorted)
    {
        for (var entry = 0; entry < sorted.Length;)
        {
            var sum = sorted[entry++];
            for (; entry < sorted.Length && sorted[entry].From == sum.From && sorted[entry].To == sum.To; entry++)
            {
                sum = sum with { Loss = sum.Loss + sorted[entry].Loss };
            }

            yield return sum;
        }
    }
}

/// <summary>What one institution (or group) cost another.</summary>
/// <param name="From">Index of the one that cost.</param>
/// <param name="To">Index of the one that lost.</param>
/// <param name="Loss">Amount, above zero.</param>
public readonly record struct SpilloverEntry(int From, int To, double Loss);
