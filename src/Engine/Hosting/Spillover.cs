using Contagion.Networks;

namespace Contagion.Engine;

/// <summary>Who hurts whom: losses from one institution (or group) to another.</summary>
/// <remarks>Kept pair by pair up to <see cref="PairsMax"/> possible pairs, above that group by group (institutions without a group go by kind).</remarks>
public sealed class Spillover
{
    /// <summary>More rows than this are no table anybody reads.</summary>
    public const long PairsMax = 4_000_000;

    private readonly string[] _names;
    private readonly int[] _partOf;
    private readonly double[] _equityOf;
    private readonly Dictionary<(int From, int To), double> _loss = [];

    /// <param name="network">The network.</param>
    /// <param name="equity">Initial equity of each institution, for relative losses.</param>
    /// <param name="pairs">How many pairs there could be.</param>
    public Spillover(Network network, ReadOnlySpan<double> equity, long pairs)
    {
        IsGrouped = pairs > PairsMax;
        _partOf = new int[network.Count];
        var names = new List<string>();
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var institution = 0; institution < network.Count; institution++)
        {
            var name = IsGrouped ? network.GroupOf(institution) ?? Model.Words.Of(network.KindOf(institution)) : network.Ids[institution];
            if (!numbers.TryGetValue(name, out var part))
            {
                numbers.Add(name, part = names.Count);
                names.Add(name);
            }

            _partOf[institution] = part;
        }

        _names = [.. names];
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
        _loss.OrderBy(row => row.Key.From).ThenBy(row => row.Key.To)
            .Select(row => (_names[row.Key.From], _names[row.Key.To], row.Value, _equityOf[row.Key.To] > 0 ? row.Value / _equityOf[row.Key.To] : double.NaN));

    /// <summary>Adds what one institution cost another. Call in a fixed order: sums are plain.</summary>
    public void Add(int from, int to, double loss)
    {
        if (loss > 0)
        {
            var key = (_partOf[from], _partOf[to]);
            _loss[key] = _loss.GetValueOrDefault(key) + loss;
        }
    }
}
