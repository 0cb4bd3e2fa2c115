using System.Diagnostics;
using Contagion.Networks;

namespace Contagion.Bench;

/// <summary>Networks of totals: what methods take beside a hand-written pass over the full matrix in the same process, and how many steps a chain makes.</summary>
internal static class ReconstructionBench
{
    private const int Attempts = 3;
    private const int ChainSteps = 2_000_000;

    /// <summary>Prints a line for each method.</summary>
    public static void Methods(int institutions)
    {
        var marginals = Marginals.Of(Sizes(institutions, 1), Scaled(Sizes(institutions, 2), Sizes(institutions, 1)));
        var links = 10.0 * institutions;
        Console.WriteLine($"\n{institutions:N0} institutions of log-normal size, 10 links each where there are links, best of {Attempts}");
        var (gravity, probability) = (Best(() => GravityPass(marginals)), Best(() => ProbabilityPass(marginals, 1e-7)));
        Line("a pass over r_i c_j, two sums", gravity, gravity);
        Line("maximum entropy, two numbers each", Best(() => EntropyFactors.Of(marginals)), gravity);
        Line("a pass over p_ij", probability, probability);
        var model = FitnessModel.Of(marginals, links);
        Line("fitness: z", Best(() => FitnessModel.Of(marginals, links)), probability);
        Line("fitness: drawing links", Best(() => model.Draw(1, 0)), probability);
        var drawn = model.Draw(1, 0);
        var bare = Best(() => (drawn.RowSums(), drawn.ColumnSums(institutions)));
        Line("sums of rows and columns of those links", bare, bare);
        Line("RAS on those links, a round", Best(() => ProportionalFitting.To(drawn, marginals, 20)) / 20, bare);
        Line("minimum density, one attempt", Best(() => Allocation.Draw(marginals, new KeyedDraws(1, 0, Purpose.Allocation, 0))), gravity);
    }

    /// <summary>Prints steps a second of a chain with ten links an institution.</summary>
    public static void Steps(int institutions)
    {
        var marginals = Marginals.Of(Sizes(institutions, 1), Scaled(Sizes(institutions, 2), Sizes(institutions, 1)));
        var sampler = new GibbsSampler(marginals, ErdosRenyiPrior.Of(10.0 * institutions, marginals.Pairs, marginals.Total), 10.0 * institutions, 1);
        var chain = sampler.Start(1, 1);
        chain.Run(ChainSteps / 10);
        var seconds = Best(() => chain.Run(ChainSteps / Attempts));
        Console.WriteLine($"{institutions,12:N0} {chain.Links,10:N0} {ChainSteps / Attempts / seconds / 1e6,14:N2} {sampler.SweepSteps / (ChainSteps / Attempts / seconds) * 1e3,12:N2}");
    }

    /// <summary>Prints what the lines of <see cref="Steps"/> say.</summary>
    public static void StepsHead() => Console.WriteLine($"\n{"institutions",12} {"links",10} {"10^6 steps/s",14} {"ms a sweep",12}");

    private static void Line(string what, double seconds, double reference) => Console.WriteLine($"  {what,-42} {seconds * 1e3,10:N3} ms {seconds / reference,8:N3}");

    private static double Best(Action action) => Enumerable.Range(0, Attempts).Min(_ =>
    {
        var watch = Stopwatch.StartNew();
        action();
        return watch.Elapsed.TotalSeconds;
    });

    private static double Best<T>(Func<T> action) => Best(() => { _ = action(); });

    /// <summary>What half a round of RAS on the full matrix cannot do without: every cell once, summed by row and by column.</summary>
    private static double[] GravityPass(Marginals marginals)
    {
        var (r, c, columns) = (marginals.Liabilities.ToArray(), marginals.Assets.ToArray(), new double[marginals.Count]);
        for (var debtor = 0; debtor < r.Length; debtor++)
        {
            var (size, row) = (r[debtor], 0.0);
            for (var creditor = 0; creditor < c.Length; creditor++)
            {
                var debt = creditor == debtor ? 0 : size * c[creditor];
                row += debt;
                columns[creditor] += debt;
            }

            columns[debtor] += row > 0 ? 0 : 1;
        }

        return columns;
    }

    /// <summary>Σ p_ij as the formula says it.</summary>
    private static double ProbabilityPass(Marginals marginals, double z)
    {
        var (r, c, sum) = (marginals.Liabilities.ToArray(), marginals.Assets.ToArray(), 0.0);
        for (var debtor = 0; debtor < r.Length; debtor++)
        {
            for (var creditor = 0; creditor < c.Length; creditor++)
            {
                var odds = z * r[debtor] * c[creditor];
                sum += creditor == debtor ? 0 : odds / (1 + odds);
            }
        }

        return sum;
    }

    private static double[] Sizes(int institutions, uint purpose)
    {
        var sizes = new double[institutions];
        for (uint one = 0; one < institutions; one++)
        {
            sizes[one] = Elementary.Exp(1.5 * Elementary.NormalQuantile(Philox.Open(Philox.Draw(1, 0, purpose, one, 0))));
        }

        return sizes;
    }

    private static double[] Scaled(double[] sizes, double[] like)
    {
        var factor = like.Sum() / sizes.Sum();
        return [.. sizes.Select(size => size * factor)];
    }
}
