using Contagion.Networks;

namespace Contagion.Analysis;

/// <summary>How vulnerable each institution is, and how much it does to others.</summary>
/// <param name="Vulnerability">Mean relative loss that it suffers; NaN where undefined.</param>
/// <param name="Impact">Loss that it causes to others, over their initial equity; NaN where undefined.</param>
/// <param name="Cases">How many cases impact rests on: 1 from single seeds, else replications in which it was a seed.</param>
public sealed record Standing(double[] Vulnerability, double[] Impact, int[] Cases)
{
    /// <summary>From runs in which every institution is the seed in turn.</summary>
    /// <param name="given">Row j, column i: the relative loss of i when j is the seed.</param>
    /// <param name="equity">Initial equity of each institution; those at or below 0 lose nothing that could be measured.</param>
    /// <exception cref="ArgumentException">Lengths differ, or a number is NaN, infinite or (losses) negative.</exception>
    /// <remarks>Vulnerability: the mean over all other seeds. Impact: Σ_{i≠j} E_i D_ij / Σ_{i≠j} E_i. Both lie in [0, 1] where D does.</remarks>
    public static Standing OfSeeds(CompressedRows given, ReadOnlySpan<double> equity)
    {
        Refuse.NoAmount(given.Amount, nameof(given));
        Refuse.OtherLength(equity.Length, given.Rows, nameof(equity));
        var own = Positive(equity);
        var all = Distribution.Sum(own);
        var (suffered, caused, cases) = (new double[own.Length], new double[own.Length], new int[own.Length]);
        for (var seed = 0; seed < own.Length; seed++)
        {
            for (var entry = given.Start[seed]; entry < given.Start[seed + 1]; entry++)
            {
                var hurt = given.Column[entry];
                suffered[hurt] += hurt == seed ? 0 : given.Amount[entry];
                caused[seed] += hurt == seed ? 0 : own[hurt] * given.Amount[entry];
            }
        }

        for (var institution = 0; institution < own.Length; institution++)
        {
            suffered[institution] = own[institution] > 0 && own.Length > 1 ? suffered[institution] / (own.Length - 1) : double.NaN;
            caused[institution] = Over(caused[institution], all - own[institution]);
            cases[institution] = 1;
        }

        return new Standing(suffered, caused, cases);
    }

    /// <summary>From replications with seeds of their own.</summary>
    /// <param name="equity">Initial equity of each institution; those at or below 0 lose nothing that could be measured.</param>
    /// <param name="losses">For each institution, the equity that it lost in each replication beyond its direct shock.</param>
    /// <param name="seeds">For each replication, the institutions that a shock hit.</param>
    /// <exception cref="ArgumentException">Lengths differ, or a number is NaN or infinite.</exception>
    /// <remarks>Vulnerability: the mean over all replications. Impact of j: the mean, over replications with j among the seeds, of what institutions
    /// that were no seeds lost, over their initial equity. Several seeds share what they do together: read it as company kept, not as cause.</remarks>
    public static Standing OfReplications(ReadOnlySpan<double> equity, IReadOnlyList<double[]> losses, IReadOnlyList<IReadOnlyList<int>> seeds)
    {
        Refuse.OtherLength(losses.Count, equity.Length, nameof(losses));
        var own = Positive(equity);
        for (var institution = 0; institution < own.Length; institution++)
        {
            Refuse.OtherLength(losses[institution].Length, seeds.Count, nameof(losses), "replication");
            Refuse.NotFinite(losses[institution], nameof(losses));
        }

        var all = Distribution.Sum(own);
        var (lost, caused, cases) = (new double[seeds.Count], new double[own.Length], new int[own.Length]);
        foreach (var one in losses)
        {
            for (var replication = 0; replication < lost.Length; replication++)
            {
                lost[replication] += one[replication];
            }
        }

        for (var replication = 0; replication < lost.Length; replication++)
        {
            var (among, of) = (0.0, 0.0);
            foreach (var seed in seeds[replication].Distinct())
            {
                (among, of) = (among + losses[seed][replication], of + own[seed]);
            }

            foreach (var seed in seeds[replication].Distinct())
            {
                caused[seed] += Over(lost[replication] - among, all - of);
                cases[seed]++;
            }
        }

        return new Standing(
            [.. own.Select((one, institution) => one > 0 && lost.Length > 0 ? Distribution.Sum(losses[institution]) / lost.Length / one : double.NaN)],
            [.. caused.Select((sum, seed) => cases[seed] > 0 ? sum / cases[seed] : double.NaN)],
            cases);
    }

    private static double[] Positive(ReadOnlySpan<double> equity)
    {
        Refuse.NotFinite(equity, nameof(equity));
        var positive = equity.ToArray();
        for (var institution = 0; institution < positive.Length; institution++)
        {
            positive[institution] = Math.Max(0, positive[institution]);
        }

        return positive;
    }

    private static double Over(double loss, double equity) => equity > 0 ? loss / equity : double.NaN;
}
