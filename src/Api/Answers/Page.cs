using System.Globalization;
using System.Text.Json.Serialization;

namespace Contagion.Api;

/// <summary>A page of a list.</summary>
/// <param name="Items">What is on it.</param>
/// <param name="Next">The cursor of the next page; null after the last.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Next);

/// <summary>Cuts lists into pages.</summary>
internal static class Pages
{
    /// <summary>The most that is on a page.</summary>
    public const int Most = 200;

    /// <summary>What is on a page unless told otherwise.</summary>
    public const int Usual = 50;

    /// <summary>Refuses a number of items that no page has.</summary>
    public static int Expect(int? limit) => limit is null or (>= 1 and <= Most) ? limit ?? Usual : throw Refusal.Wrong($"'limit' is {limit}; expected a whole number from 1 to {Most}");

    /// <summary>A page of what was made one after the other, the newest first. What comes or goes in the meantime moves nothing to another page.</summary>
    /// <param name="all">All there is, in this order.</param>
    /// <param name="cursor">Where the page begins; null for the first.</param>
    /// <param name="limit">How many are on it.</param>
    /// <param name="created">When one was made.</param>
    /// <param name="id">Its id.</param>
    /// <param name="view">How it is shown.</param>
    public static Page<TView> Of<T, TView>(IEnumerable<T> all, string? cursor, int? limit, Func<T, DateTimeOffset> created, Func<T, string> id, Func<T, TView> view)
    {
        var most = Expect(limit);
        var (ticks, last) = Parse(cursor);
        T[] found = [.. all.Where(one => cursor is null || (created(one).UtcTicks, id(one)).CompareTo((ticks, last)) < 0).Take(most + 1)];
        var next = found.Length > most ? string.Create(CultureInfo.InvariantCulture, $"{created(found[most - 1]).UtcTicks}-{id(found[most - 1])}") : null;
        return new Page<TView>([.. found.Take(most).Select(view)], next);
    }

    /// <summary>A page of what stands in a fixed order.</summary>
    public static Page<TView> Of<T, TView>(IReadOnlyList<T> all, string? cursor, int? limit, Func<T, TView> view)
    {
        var most = Expect(limit);
        var first = cursor is null ? 0 : int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at : throw NoCursor(cursor);
        return new Page<TView>([.. all.Skip(first).Take(most).Select(view)], (long)first + most < all.Count ? (first + most).ToString(CultureInfo.InvariantCulture) : null);
    }

    private static (long Ticks, string Id) Parse(string? cursor)
    {
        var dash = cursor?.IndexOf('-', StringComparison.Ordinal) ?? 0;
        return cursor is null ? (0, "")
            : dash > 0 && long.TryParse(cursor[..dash], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) ? (ticks, cursor[(dash + 1)..])
            : throw NoCursor(cursor);
    }

    private static Refusal NoCursor(string cursor) => Refusal.Wrong($"'{cursor}' is no cursor; expected the 'next' of the page before");
}
