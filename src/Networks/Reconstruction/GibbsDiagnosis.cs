namespace Contagion.Networks;

/// <summary>What several chains say of whether a burn-in is long enough: the chains of the first samples, run on for as long again.</summary>
/// <param name="Measures">What was looked at.</param>
/// <param name="States">States looked at in each chain, a sweep apart.</param>
public sealed record GibbsDiagnosis(IReadOnlyList<GibbsMeasure> Measures, int States)
{
    /// <summary>Chains; the first begins with few links, the next with many, and so on.</summary>
    public const int Chains = 4;

    /// <summary>Above this R̂ chains still tell where they began.</summary>
    public const double RHatMax = 1.05;

    private const int StatesMin = 100;
    private const int PairsShown = 3;

    /// <summary>The worst R̂.</summary>
    public double RHat => Measures.Max(measure => measure.RHat);

    /// <summary>The smallest effective sample size.</summary>
    public double EffectiveSize => Measures.Min(measure => measure.EffectiveSize);

    /// <summary>Whether chains forgot where they began.</summary>
    public bool IsMixed => RHat <= RHatMax;

    /// <summary>Runs the chains.</summary>
    internal static GibbsDiagnosis Of(GibbsSampler sampler, Marginals marginals, int burnIn, ulong seed)
    {
        var (pairs, states) = (LargestPairs(marginals), Math.Max(StatesMin, burnIn));
        var values = new double[2 + pairs.Length][][];
        for (var measure = 0; measure < values.Length; measure++)
        {
            values[measure] = [.. Enumerable.Range(0, Chains).Select(_ => new double[states])];
        }

        Parallel.For(0, Chains, number =>
        {
            var chain = sampler.BurntIn(seed, (uint)number);
            for (var state = 0; state < states; state++)
            {
                chain.Run(sampler.SweepSteps);
                values[0][number][state] = chain.Links;
                values[1][number][state] = chain.SquaredAmounts();
                for (var pair = 0; pair < pairs.Length; pair++)
                {
                    values[2 + pair][number][state] = chain.AmountOf(pairs[pair].Debtor, pairs[pair].Creditor);
                }
            }
        });
        return new GibbsDiagnosis(
            [
                .. values.Select((chains, measure) => new GibbsMeasure(
                    (GibbsMeasureKind)Math.Min(measure, 2),
                    measure < 2 ? null : pairs[measure - 2],
                    chains.Average(chain => chain.Average()),
                    ChainDiagnostics.SplitRHat(chains),
                    ChainDiagnostics.EffectiveSize(chains))),
            ],
            states);
    }

    /// <summary>Pairs of one that owes much and another that lends much.</summary>
    private static (int Debtor, int Creditor)[] LargestPairs(Marginals marginals)
    {
        var (debtors, creditors) = (Largest(marginals.Liabilities.ToArray()), Largest(marginals.Assets.ToArray()));
        return
        [
            .. debtors.SelectMany(debtor => creditors.Where(creditor => creditor != debtor).Select(creditor => (debtor, creditor)))
                .OrderByDescending(pair => marginals.Liabilities[pair.debtor] / marginals.Total * marginals.Assets[pair.creditor])
                .Take(PairsShown),
        ];

        static int[] Largest(double[] amounts) => [.. Enumerable.Range(0, amounts.Length).OrderByDescending(one => amounts[one]).Take(PairsShown + 1)];
    }
}

/// <summary>A number of each state of several chains.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Pair">Whose debt, for <see cref="GibbsMeasureKind.Amount"/>.</param>
/// <param name="Mean">Its mean over all states of all chains.</param>
/// <param name="RHat">How far chains disagree.</param>
/// <param name="EffectiveSize">Independent states that all of them are worth.</param>
public sealed record GibbsMeasure(GibbsMeasureKind Kind, (int Debtor, int Creditor)? Pair, double Mean, double RHat, double EffectiveSize);

/// <summary>What is looked at in a state.</summary>
public enum GibbsMeasureKind
{
    /// <summary>How many links there are.</summary>
    Links,

    /// <summary>Σ L²: how far debts are concentrated in a few of them.</summary>
    SquaredAmounts,

    /// <summary>What one institution owes another.</summary>
    Amount,
}
