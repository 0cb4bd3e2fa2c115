using System.Globalization;
using System.Text.Json.Serialization;
using Contagion.Data;

namespace Contagion.Api;

/// <summary>Who hurt whom in a finished run, the largest losses first.</summary>
/// <param name="Items">The largest.</param>
/// <param name="Rows">How many there are in all.</param>
/// <param name="IsGrouped">Whether losses are told group by group, because there are too many institutions.</param>
public sealed record SpilloverList(IReadOnlyList<SpilloverRow> Items, int Rows, bool IsGrouped)
{
    /// <summary>The largest of those that are asked for.</summary>
    /// <param name="folder">The results of the run.</param>
    /// <param name="network">Its network.</param>
    /// <param name="most">How many.</param>
    /// <param name="isWanted">Which, by who hurt and who was hurt.</param>
    internal static SpilloverList Read(string folder, Contagion.Networks.Network network, int most, Func<string, string, bool> isWanted)
    {
        using var table = ResultTable.Open(Path.Combine(folder, "spillover.csv"));
        var largest = new PriorityQueue<SpilloverRow, (double, int)>();
        var (rows, isGrouped) = (0, false);
        while (table.Read())
        {
            var (from, to) = (table.Text(0), table.Text(1));
            isGrouped |= rows == 0 && !network.TryFind(from, out _);
            if (isWanted(from, to))
            {
                var loss = double.Parse(table.Text(2), CultureInfo.InvariantCulture);
                // Of equal losses the one that comes first stays.
                largest.Enqueue(
                    new SpilloverRow(from, to, loss, table.Text(3) is { Length: > 0 } share ? double.Parse(share, CultureInfo.InvariantCulture) : null), (loss, -rows));
                if (largest.Count > most)
                {
                    largest.Dequeue();
                }
            }

            rows++;
        }

        var items = new SpilloverRow[largest.Count];
        for (var place = items.Length - 1; place >= 0; place--)
        {
            items[place] = largest.Dequeue();
        }

        return new SpilloverList(items, rows, isGrouped);
    }
}

/// <summary>What one institution, or group, cost another.</summary>
/// <param name="From">Who cost.</param>
/// <param name="To">Who lost.</param>
/// <param name="Loss">The loss, on average over replications.</param>
/// <param name="RelativeLoss">As a share of the equity of the one that lost.</param>
public sealed record SpilloverRow(string From, string To, double Loss, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? RelativeLoss);
