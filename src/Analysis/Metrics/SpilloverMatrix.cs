using Contagion.Networks;

namespace Contagion.Analysis;

/// <summary>Who gives and who takes: the table of what each one's distress costs each other, and its sums.</summary>
/// <param name="Given">Row j, column i: the relative loss of i when j is the seed, D_ij; zeros need not be there.</param>
/// <param name="From">FROM_i = Σ_{j≠i} D_ij, what i takes from others.</param>
/// <param name="To">TO_j = Σ_{i≠j} D_ij, what j gives to others.</param>
/// <param name="Net">TO less FROM: above 0, more given than taken. They add up to 0.</param>
/// <param name="Total">Σ_{i≠j} D_ij / n; null where there is nobody.</param>
/// <remarks><c>models.md</c> 9.8. Diebold and Yılmaz (2014), Journal of Econometrics 182(1):119–134, with simulated losses for variance shares.</remarks>
public sealed record SpilloverMatrix(CompressedRows Given, double[] From, double[] To, double[] Net, double? Total)
{
    /// <summary>The sums of a full table.</summary>
    /// <param name="table">D: row i, column j the relative loss of i when j is the seed.</param>
    /// <param name="isNormalised">Whether each row is divided by its sum, own effect included; rows of zeros stay.</param>
    /// <exception cref="ArgumentException">The table is not square, or a number is NaN, infinite or negative.</exception>
    public static SpilloverMatrix Of(double[,] table, bool isNormalised = false)
    {
        var count = table.GetLength(0);
        Refuse.OtherLength(table.GetLength(1), count, nameof(table), "row");
        var (start, taker, loss) = (new int[count + 1], new List<int>(), new List<double>());
        for (var seed = 0; seed < count; seed++)
        {
            for (var hurt = 0; hurt < count; hurt++)
            {
                if (table[hurt, seed] != 0)
                {
                    taker.Add(hurt);
                    loss.Add(table[hurt, seed]);
                }
            }

            start[seed + 1] = taker.Count;
        }

        return Of(new CompressedRows(start, [.. taker], [.. loss]), isNormalised);
    }

    /// <summary>The sums of a table with few entries.</summary>
    /// <param name="given">Row j, column i: the relative loss of i when j is the seed.</param>
    /// <param name="isNormalised">Whether what each one loses is divided by the sum of that over all seeds, itself included.</param>
    /// <exception cref="ArgumentException">The table is not square, or a number is NaN, infinite or negative.</exception>
    public static SpilloverMatrix Of(CompressedRows given, bool isNormalised = false)
    {
        MustBeSquare(given);
        var rows = isNormalised ? Normalised(given) : given;
        var (from, to) = (new double[rows.Rows], new double[rows.Rows]);
        for (var seed = 0; seed < rows.Rows; seed++)
        {
            for (var entry = rows.Start[seed]; entry < rows.Start[seed + 1]; entry++)
            {
                var hurt = rows.Column[entry];
                to[seed] += hurt == seed ? 0 : rows.Amount[entry];
                from[hurt] += hurt == seed ? 0 : rows.Amount[entry];
            }
        }

        return new SpilloverMatrix(rows, from, to, [.. to.Zip(from, (gives, takes) => gives - takes)], rows.Rows > 0 ? Distribution.Sum(to) / rows.Rows : null);
    }

    /// <summary>The table between groups: what a group loses of its equity, as a whole, when one of another group, each as likely as the next, is the seed.</summary>
    /// <param name="given">Row j, column i: the relative loss of i when j is the seed.</param>
    /// <param name="equity">Initial equity of each institution; below 0 counts as 0, and groups without any lose nothing.</param>
    /// <param name="groupOf">The group of each institution, from 0.</param>
    /// <param name="groups">Number of groups.</param>
    /// <returns>Row H, column G: Σ_{j∈H} Σ_{i∈G} E_i D_ij / (E_G |H|). What stays within a group is on its diagonal.</returns>
    /// <exception cref="ArgumentException">The table is not square, lengths differ, or a number is NaN, infinite or (losses) negative.</exception>
    public static CompressedRows InGroups(CompressedRows given, ReadOnlySpan<double> equity, ReadOnlySpan<int> groupOf, int groups)
    {
        MustBeSquare(given);
        Refuse.OtherLength(equity.Length, given.Rows, nameof(equity));
        Refuse.OtherLength(groupOf.Length, given.Rows, nameof(groupOf));
        Refuse.NotFinite(equity, nameof(equity));
        var (amount, whole, seeds) = (new double[groups * groups], new double[groups], new int[groups]);
        for (var seed = 0; seed < given.Rows; seed++)
        {
            whole[groupOf[seed]] += Math.Max(0, equity[seed]);
            seeds[groupOf[seed]]++;
            for (var entry = given.Start[seed]; entry < given.Start[seed + 1]; entry++)
            {
                var hurt = given.Column[entry];
                amount[(groupOf[seed] * groups) + groupOf[hurt]] += Math.Max(0, equity[hurt]) * given.Amount[entry];
            }
        }

        for (var pair = 0; pair < amount.Length; pair++)
        {
            amount[pair] = whole[pair % groups] > 0 ? amount[pair] / (whole[pair % groups] * seeds[pair / groups]) : 0;
        }

        int[] columns = [.. Enumerable.Range(0, amount.Length).Select(pair => pair % groups)];
        return new CompressedRows([.. Enumerable.Range(0, groups + 1).Select(group => group * groups)], columns, amount);
    }

    private static void MustBeSquare(CompressedRows given)
    {
        Refuse.NoAmount(given.Amount, nameof(given));
        foreach (var hurt in given.Column)
        {
            if ((uint)hurt >= (uint)given.Rows)
            {
                throw new ArgumentException($"Column {hurt} is in a table of {given.Rows} rows; expected as many columns as rows.", nameof(given));
            }
        }
    }

    private static CompressedRows Normalised(CompressedRows given)
    {
        var (suffered, share) = (given.ColumnSums(given.Rows), given.Amount.ToArray());
        for (var entry = 0; entry < share.Length; entry++)
        {
            share[entry] = suffered[given.Column[entry]] > 0 ? share[entry] / suffered[given.Column[entry]] : 0;
        }

        return new CompressedRows(given.Start.ToArray(), given.Column.ToArray(), share);
    }
}
