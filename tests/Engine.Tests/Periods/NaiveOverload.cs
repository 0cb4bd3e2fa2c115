using Contagion.Model;

namespace Contagion.Engine.Tests.Periods;

/// <summary>Who goes dark because others have: models.md 5.5.</summary>
internal static class NaiveOverload
{
    private const double Slack = 1e-9;

    /// <summary>Lets overloaded institutions go dark in waves.</summary>
    public static void Happen(NaiveEconomy economy, OperationsChannel operations)
    {
        if (operations.Overload is not { } overload)
        {
            return;
        }

        var usual = Loads(economy, []);
        var gone = economy.Institutions.Where(institution => institution.ServiceLevel == 0).ToHashSet();
        while (gone.Count > 0)
        {
            var loads = Loads(economy, gone);
            var next = economy.Institutions.Where(one => !gone.Contains(one) && loads[one] > (1 + overload.Tolerance) * usual[one] * (1 + Slack)).ToList();
            if (next.Count == 0)
            {
                break;
            }

            gone.UnionWith(next);
            next.ForEach(one => one.IsDark = true);
        }
    }

    /// <summary>How many shortest paths between two others lead through each; where there are several between two, each counts in part.</summary>
    private static Dictionary<NaiveInstitution, double> Loads(NaiveEconomy economy, HashSet<NaiveInstitution> gone)
    {
        var there = economy.Institutions.Where(one => !gone.Contains(one)).ToList();
        var count = there.Count;
        var place = there.Select((one, index) => (one, index)).ToDictionary(pair => pair.one, pair => pair.index);
        var near = new bool[count, count];
        foreach (var (creditor, debtor) in economy.Neighbours)
        {
            if (place.TryGetValue(creditor, out var one) && place.TryGetValue(debtor, out var other))
            {
                (near[one, other], near[other, one]) = (true, true);
            }
        }

        var (distance, paths) = (new int[count, count], new double[count, count]);
        for (var from = 0; from < count; from++)
        {
            Walk(near, from, distance, paths);
        }

        var loads = there.ToDictionary(one => one, _ => 0.0);
        for (var from = 0; from < count; from++)
        {
            for (var to = from + 1; to < count; to++)
            {
                for (var via = 0; via < count; via++)
                {
                    if (via != from && via != to && paths[from, to] > 0 && paths[from, via] > 0 && paths[via, to] > 0
                        && distance[from, via] + distance[via, to] == distance[from, to])
                    {
                        loads[there[via]] += paths[from, via] * paths[via, to] / paths[from, to];
                    }
                }
            }
        }

        return loads;
    }

    /// <summary>Counts the shortest paths from one to each.</summary>
    private static void Walk(bool[,] near, int from, int[,] distance, double[,] paths)
    {
        paths[from, from] = 1;
        var count = near.GetLength(0);
        for (var (step, edge) = (1, new List<int> { from }); edge.Count > 0; step++)
        {
            var next = new List<int>();
            for (var to = 0; to < count; to++)
            {
                var ways = paths[from, to] > 0 ? 0 : edge.Where(last => near[last, to]).Sum(last => paths[from, last]);
                if (ways > 0)
                {
                    next.Add(to);
                    distance[from, to] = step;
                }
            }

            foreach (var to in next)
            {
                paths[from, to] = edge.Where(last => near[last, to]).Sum(last => paths[from, last]);
            }

            edge = next;
        }
    }
}
