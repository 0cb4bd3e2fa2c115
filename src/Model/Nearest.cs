namespace Contagion.Model;

/// <summary>Finds the known word that a mistyped one was probably meant to be.</summary>
public static class Nearest
{
    /// <summary>Ids longer than this are compared by their first part only, so that a hostile file cannot make the search slow.</summary>
    private const int LengthMax = 64;

    /// <summary>How many candidates are looked at; an unknown id among a million known ones is compared with the first of them.</summary>
    private const int CandidatesMax = 20_000;

    /// <summary>The candidate with the fewest edits (insert, delete, replace, swap neighbours) from <paramref name="word"/>,
    /// or null when even the best one differs in more than a third of its letters.</summary>
    public static string? Of(string word, IEnumerable<string> candidates)
    {
        string? best = null;
        var fewest = int.MaxValue;
        foreach (var candidate in candidates.Take(CandidatesMax))
        {
            var edits = Edits(word, candidate);
            if (edits < fewest && edits <= Math.Max(2, Math.Min(word.Length, candidate.Length) / 3) && edits < candidate.Length)
            {
                (best, fewest) = (candidate, edits);
            }
        }

        return best;
    }

    /// <summary>The end of an error message that names the nearest candidate: <c>; did you mean 'debtrank'?</c>, or nothing.</summary>
    public static string Hint(string word, IEnumerable<string> candidates) =>
        Of(word, candidates) is { } near ? $"; did you mean '{near}'?" : "";

    /// <summary>Optimal string alignment distance, letter case ignored.</summary>
    internal static int Edits(string first, string second)
    {
        var a = first.AsSpan(0, Math.Min(first.Length, LengthMax));
        var b = second.AsSpan(0, Math.Min(second.Length, LengthMax));
        if (Math.Abs(a.Length - b.Length) > 8)
        {
            return int.MaxValue;
        }

        var before = new int[b.Length + 1];
        var above = new int[b.Length + 1];
        var row = new int[b.Length + 1];
        for (var column = 0; column <= b.Length; column++)
        {
            above[column] = column;
        }

        for (var line = 1; line <= a.Length; line++)
        {
            row[0] = line;
            for (var column = 1; column <= b.Length; column++)
            {
                var differs = char.ToLowerInvariant(a[line - 1]) == char.ToLowerInvariant(b[column - 1]) ? 0 : 1;
                row[column] = Math.Min(Math.Min(row[column - 1], above[column]) + 1, above[column - 1] + differs);
                if (line > 1 && column > 1 && a[line - 1] == b[column - 2] && a[line - 2] == b[column - 1])
                {
                    row[column] = Math.Min(row[column], before[column - 2] + 1);
                }
            }

            (before, above, row) = (above, row, before);
        }

        return above[b.Length];
    }
}
