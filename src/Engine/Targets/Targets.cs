using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Engine;

/// <summary>Finds the institutions that a target means.</summary>
public static class Targets
{
    private const int UnknownToldMax = 50;

    private static readonly Comparer<ulong> LargestFirst = Comparer<ulong>.Create((one, other) => other.CompareTo(one));

    /// <summary>What is wrong with a target on this network; empty when it can be resolved.</summary>
    public static IEnumerable<string> Faults(Target target, Network network) => Faults(target, network, isOutermost: true);

    /// <summary>The institutions of a target that is neither random nor each, in input order (top: by rank).</summary>
    public static int[] Resolve(Target target, Network network) => target switch
    {
        Target.All => [.. Enumerable.Range(0, network.Count)],
        Target.Ids ids => [.. ids.Names.Select(id => network.TryFind(id, out var index) ? index : throw new ArgumentException($"unknown institution '{id}'"))],
        Target.OfKind kind => Where(network, institution => network.KindOf(institution) == kind.Kind),
        Target.OfGroup group => Where(network, institution => network.GroupOf(institution) == group.Group),
        Target.Top top => First(top, network),
        _ => throw new ArgumentException("A random or each target has no fixed institutions.", nameof(target)),
    };

    /// <summary>Whom a target that is neither random nor each means, by institution; nobody where there is none.</summary>
    public static bool[] Mask(Target? target, Network network)
    {
        var mask = new bool[network.Count];
        foreach (var institution in target is null ? [] : Resolve(target, network))
        {
            mask[institution] = true;
        }

        return mask;
    }

    /// <summary>Draws without replacement: every candidate gets a random number of its own, the smallest are taken.</summary>
    /// <returns>The drawn institutions, ascending.</returns>
    public static int[] Draw(int[] candidates, int count, ulong seed, int replication, int period, int shock)
    {
        var purpose = ((uint)period << 8) | (uint)Purpose.Target;
        // The largest of those drawn so far comes first, for it is the one to give way.
        var drawn = new PriorityQueue<int, ulong>(count, LargestFirst);
        foreach (var candidate in candidates)
        {
            var number = Philox.Draw(seed, (uint)replication, purpose, (uint)candidate, (uint)shock);
            if (drawn.Count < count)
            {
                drawn.Enqueue(candidate, number);
            }
            else if (drawn.TryPeek(out _, out var largest) && number < largest)
            {
                drawn.DequeueEnqueue(candidate, number);
            }
        }

        return [.. drawn.UnorderedItems.Select(one => one.Element).Order()];
    }

    private static int[] Where(Network network, Func<int, bool> isMeant) => [.. Enumerable.Range(0, network.Count).Where(isMeant)];

    private static int[] First(Target.Top top, Network network)
    {
        var measured = Measures.Of(top.By, network);
        return [.. Resolve(top.Among, network).OrderByDescending(institution => measured[institution]).ThenBy(institution => institution).Take(top.Count)];
    }

    private static IEnumerable<string> Faults(Target target, Network network, bool isOutermost)
    {
        if (!isOutermost && target is Target.Random or Target.Each)
        {
            return [$"'{(target is Target.Random ? "random" : "each")}' must be the outermost part of a target"];
        }

        return target switch
        {
            Target.Ids ids => ids.Names.Where(id => !network.TryFind(id, out _)).Take(UnknownToldMax)
                .Select(id => $"unknown institution '{id}'; expected an id of the network{Nearest.Hint(id, network.Ids)}")
                .Concat(ids.Names.GroupBy(id => id).Where(same => same.Count() > 1).Select(same => $"institution '{same.Key}' is named twice")),
            Target.OfKind kind => NoneFault(target, network, $"no institution is of kind '{Words.Of(kind.Kind)}'"),
            Target.OfGroup group => NoneFault(target, network,
                $"no institution is in group '{group.Group}'{Nearest.Hint(group.Group, Enumerable.Range(0, network.Count).Select(network.GroupOf).OfType<string>().Distinct())}"),
            Target.Top top => CountFaults(top.Among, top.Count, network).Concat(Lacking(top.By, network)),
            Target.Random random => CountFaults(random.Among, random.Count, network),
            Target.Each each => Faults(each.Of, network, isOutermost: false),
            _ => [],
        };
    }

    private static IEnumerable<string> NoneFault(Target target, Network network, string fault) =>
        Resolve(target, network).Length == 0 ? [fault] : [];

    private static IEnumerable<string> CountFaults(Target among, int count, Network network)
    {
        var faults = Faults(among, network, isOutermost: false).ToList();
        if (faults.Count == 0 && Resolve(among, network).Length is var available && available < count)
        {
            faults.Add($"{count} institutions asked for, but 'among' has {available}");
        }

        return faults;
    }

    /// <summary>What a network lacks for a measure; empty when it has all.</summary>
    public static IEnumerable<string> Lacking(Measure measure, Network network) =>
        measure == Measure.Weight && network.Weight.IsEmpty ? ["'by: weight' needs a column weight in institutions.csv; there is none"]
        : Centralities.IsCentrality(measure) && new Centralities(network).Refusal(measure) is { } refusal ? [$"'by: {Words.Of(measure)}' cannot be told here: {refusal}"]
        : [];
}
