using System.Diagnostics;
using Contagion.Engine;
using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Bench;

/// <summary>What a cascade costs that touches few institutions of many: its start, its rounds, and putting everything back.</summary>
internal static class CascadeBench
{
    private const int Attempts = 7;

    /// <summary>Prints a line for each number of institutions touched.</summary>
    public static void Run(int institutions, int degree)
    {
        Console.WriteLine($"\nCascades that touch k of {institutions:N0} institutions ({institutions * (long)degree:N0} exposures), one thread, furfine, one default after the other");
        Console.WriteLine($"{"k",9} {"in one lane: ms",15} {"us a k",8} {"in eight lanes: ms",18} {"us a k",8} {"defaults",9} {"rounds",7}");
        foreach (var touched in new[] { 10, 100, 1_000, 10_000, 100_000 }.Where(touched => touched <= institutions / 10))
        {
            var network = Tree(institutions, degree, touched);
            var (one, defaults, rounds) = Measure<OneLane>(network);
            var (eight, _, _) = Measure<EightLanes>(network);
            Console.WriteLine($"{touched,9:N0} {one * 1e3,15:N3} {one * 1e6 / touched,8:N2} {eight * 1e3,18:N3} {eight * 1e6 / touched,8:N2} {defaults,9:N0} {rounds,7:N0}");
        }
    }

    private static (double Seconds, double Defaults, int Rounds) Measure<TLanes>(Network network)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var cascade = new Furfine().Prepare(network, new RunSettings()).NewCascade<TLanes>();
        var stress = new Stress<TLanes>(network);
        stress.Default(0, 0);
        var (best, rounds) = (double.MaxValue, 0);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var watch = Stopwatch.StartNew();
            var active = cascade.Begin(stress, TLanes.First(1));
            for (rounds = 0; !TLanes.IsNone(active); rounds++)
            {
                active = cascade.Step(rounds + 1, active);
            }

            best = Math.Min(best, watch.Elapsed.TotalSeconds);
        }

        return (best, cascade.Defaults[0], rounds);
    }

    /// <summary>A random network in which the default of the first institution topples a tree of others, and no one else.</summary>
    private static Network Tree(int institutions, int degree, int touched)
    {
        // Every frail institution lends to degree others, of which one is frail as well: each defaulter hurts about as many as it topples.
        var frail = Math.Max(1, touched / 10);
        var builder = new NetworkBuilder();
        builder.Expect(institutions, institutions * degree);
        for (var institution = 0; institution < institutions; institution++)
        {
            builder.Add(new Institution($"B{institution}", InstitutionKind.Bank) { Equity = institution < frail ? 0.5 : 1000 });
        }

        for (var creditor = 0; creditor < institutions; creditor++)
        {
            for (var claim = 0; claim < degree; claim++)
            {
                var bits = Philox.Draw(9, 0, 0, (uint)creditor, (uint)claim);
                var debtor = creditor < frail && creditor > 0 && claim == 0 ? (creditor - 1) / 4 : frail + (int)(bits % (uint)(institutions - frail));
                if (creditor >= frail && creditor < touched && claim == 0)
                {
                    debtor = creditor % frail;
                }

                if (debtor != creditor)
                {
                    builder.Add(new Exposure(creditor, debtor, 1));
                }
            }
        }

        return builder.Build();
    }
}
