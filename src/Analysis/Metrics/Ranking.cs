namespace Contagion.Analysis;

/// <summary>Numbers in order, and where each stood.</summary>
internal static class Ranking
{
    /// <summary>Numbers from the largest down; equal ones by ascending index.</summary>
    public static (double[] Numbers, int[] Index) Descending(ReadOnlySpan<double> numbers)
    {
        var (sorted, index) = (numbers.ToArray(), new int[numbers.Length]);
        for (var place = 0; place < index.Length; place++)
        {
            index[place] = place;
        }

        Array.Sort(sorted, index);
        Array.Reverse(sorted);
        Array.Reverse(index);
        for (var first = 0; first < sorted.Length;)
        {
            var end = first + 1;
            while (end < sorted.Length && sorted[end] == sorted[first])
            {
                end++;
            }

            // Sorting leaves open in which order equal numbers come.
            Array.Sort(index, first, end - first);
            first = end;
        }

        return (sorted, index);
    }
}
