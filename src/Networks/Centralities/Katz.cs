namespace Contagion.Networks;

/// <summary>Katz centrality: how many walks start at an institution, each step counting less than the one before.</summary>
public static class Katz
{
    /// <summary>The usual attenuation, as a share of the largest for which walks can be counted.</summary>
    public const double Share = 0.5;

    private const int SweepsMax = 100_000;
    private const double Tolerance = 1e-15;

    /// <summary>The usual attenuation of a network: half of 1/λ₁; where nothing goes round, half of 1 over the largest sum of a row or column.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="radius">Spectral radius of its debts.</param>
    /// <returns>0 where there are no edges.</returns>
    public static double Attenuation(DebtGraph graph, SpectralRadius radius)
    {
        var scale = radius.Upper > 0 ? radius.Upper : Math.Max(graph.Debts.RowSums().DefaultIfEmpty().Max(), graph.Claims.RowSums().DefaultIfEmpty().Max());
        return scale > 0 ? Share / scale : 0;
    }

    /// <summary>The centrality of each institution, at least 1; all 0 where the attenuation is.</summary>
    /// <param name="rows">Row i: where walks from i go; debts for impact, claims for vulnerability.</param>
    /// <param name="attenuation">What a step counts for each unit of money; below 1 over the spectral radius of the rows.</param>
    /// <remarks>
    /// x = 1 + a L x = (I − aL)⁻¹ 1. Katz (1953), Psychometrika 18(1):39–43. Swept from 1 upwards: nothing is subtracted, so that every digit counts. With half of
    /// 1/λ₁ a sweep halves what is missing.
    /// </remarks>
    public static double[] Of(CompressedRows rows, double attenuation) => Of(rows, attenuation, out _);

    /// <summary>As above, counting sweeps.</summary>
    internal static double[] Of(CompressedRows rows, double attenuation, out int sweeps)
    {
        sweeps = 0;
        var (now, next) = (new double[rows.Rows], new double[rows.Rows]);
        if (!(attenuation > 0))
        {
            return now;
        }

        var chunks = RowChunks.Of(rows);
        var grown = new double[chunks.Count];
        Array.Fill(now, 1);
        for (var isOpen = true; isOpen && sweeps < SweepsMax; sweeps++)
        {
            chunks.ForEach((chunk, first, end) =>
            {
                var most = 0.0;
                Gather.Rows(rows, first, end, now, next);
                for (var institution = first; institution < end; institution++)
                {
                    var after = 1 + (attenuation * next[institution]);
                    most = Math.Max(most, (after - now[institution]) / after);
                    next[institution] = after;
                }

                grown[chunk] = most;
            });
            (now, next) = (next, now);
            isOpen = grown.Max() > Tolerance;
        }

        return now;
    }
}
