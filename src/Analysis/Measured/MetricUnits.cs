using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Analysis;

/// <summary>Whom a metric is told for: institutions, or what they belong to, in the order of the input.</summary>
public sealed class MetricUnits
{
    /// <param name="names">What the units are called.</param>
    /// <param name="unitOf">Which one each institution belongs to.</param>
    internal MetricUnits(IReadOnlyList<string> names, int[] unitOf) => (Names, UnitOf) = (names, unitOf);

    /// <summary>Their names: ids, kinds or groups.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>How many there are.</summary>
    public int Count => Names.Count;

    /// <summary>Which one each institution belongs to.</summary>
    public int[] UnitOf { get; }

    /// <summary>The units of a network.</summary>
    /// <param name="unit">What they are; nobody for the system alone.</param>
    /// <param name="network">The network.</param>
    public static MetricUnits Of(MetricUnit unit, Network network)
    {
        var (names, numbers, unitOf) = (new List<string>(), new Dictionary<string, int>(StringComparer.Ordinal), new int[network.Count]);
        for (var institution = 0; institution < network.Count && unit != MetricUnit.System; institution++)
        {
            var name = NameOf(unit, network, institution);
            if (!numbers.TryGetValue(name, out unitOf[institution]))
            {
                numbers.Add(name, unitOf[institution] = names.Count);
                names.Add(name);
            }
        }

        return new MetricUnits(names, unitOf);
    }

    private static string NameOf(MetricUnit unit, Network network, int institution) => unit switch
    {
        MetricUnit.Institution => network.Ids[institution],
        MetricUnit.Kind => Words.Of(network.KindOf(institution)),
        _ => network.GroupOf(institution) ?? $"kind:{Words.Of(network.KindOf(institution))}",
    };
}
