using System.Diagnostics;
using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Bench;

/// <summary>What drawing a network takes with ids, amounts, balance sheets and rows both ways, beside a hand-written fill of as many entries of the same arrays.
/// Processor seconds are told as well, which neighbours on the machine change less.</summary>
internal static class GenerateBench
{
    private const int Attempts = 3;

    /// <summary>Prints a line for each model at about ten exposures an institution.</summary>
    public static void Run(int institutions)
    {
        var rule = new GaiKapadia();
        NetworkModel[] models =
        [
            new ErdosRenyi { Institutions = institutions, MeanDegree = 10, Balance = rule },
            new CorePeriphery
            {
                Institutions = institutions, Core = institutions / 100, CoreToCore = 100.0 / institutions, CoreToPeriphery = 500.0 / institutions, PeripheryToCore = 500.0 / institutions, Balance = rule,
            },
            new BarabasiAlbert { Institutions = institutions, LinksPerArrival = 10, Balance = rule },
            new ScaleFree { Institutions = institutions, Alpha = .05, Beta = .9, Gamma = .05, DeltaIn = 1, DeltaOut = 1, Balance = rule },
            new StochasticBlock { Groups = [.. "abcd".Select(name => Group(name, institutions))], Balance = rule },
            new Tripartite
            {
                Platforms = Math.Max(2, institutions / 5000), Lenders = institutions * 3 / 10, Borrowers = institutions * 7 / 10, Amount = new LogNormal(), Overlap = .3, LendersPerLoan = 10,
            },
            new ErdosRenyi { Institutions = institutions, MeanDegree = 10, Balance = new TargetRatios { Size = new Pareto(), Weights = LinkWeights.LogNormal } },
        ];
        foreach (var model in models)
        {
            var (seconds, spent, network) = Best(() => model.Draw(1, 0));
            var (_, bare, _) = Best(() => Fill(network.Count, network.Claims.Count));
            var name = model is ErdosRenyi { Balance: TargetRatios } ? $"{model.Name}, target-ratios" : model.Name;
            Console.WriteLine(
                $"{name,-27} {network.Count,12:N0} {network.Claims.Count,11:N0} {seconds,8:N2} {network.Claims.Count / seconds / 1e6,8:N1} {spent,10:N2} {bare,8:N2} {spent / bare,6:N1}");
        }
    }

    /// <summary>Prints what the lines of <see cref="Run"/> say.</summary>
    public static void Head()
    {
        Console.WriteLine($"\nDrawing a network, all processors, best of {Attempts}; processor seconds of all threads together; and processor seconds that filling the same arrays by hand takes");
        Console.WriteLine($"{"model",-27} {"institutions",12} {"exposures",11} {"seconds",8} {"10⁶ a s",8} {"processor",10} {"bare",8} {"ratio",6}");
    }

    private static BankGroup Group(char name, int institutions) => new()
    {
        Name = $"{name}", Institutions = institutions / 4, LendsTo = new NamedNumbers("abcd".Select(to => KeyValuePair.Create($"{to}", (to == name ? 28.0 : 4.0) / institutions))),
    };

    private static (double Seconds, double ProcessorSeconds, T Made) Best<T>(Func<T> make)
    {
        var (best, leastSpent, made) = (double.MaxValue, double.MaxValue, default(T)!);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            made = default!;
            GC.Collect();
            var (watch, before) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime);
            made = make();
            best = Math.Min(best, watch.Elapsed.TotalSeconds);
            leastSpent = Math.Min(leastSpent, (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds);
        }

        return (best, leastSpent, made);
    }

    /// <summary>Ids, sheets, and rows both ways of a network that everybody has as many claims in: no random number, no check, no sorting.</summary>
    private static object Fill(int institutions, int exposures)
    {
        var (ids, sheets) = (new string[institutions], new BalanceSheet[institutions]);
        for (var institution = 0; institution < institutions; institution++)
        {
            ids[institution] = $"B{institution}";
            sheets[institution] = new BalanceSheet { ExternalAssets = 80, NetworkAssets = 20, NetworkLiabilities = 20, Deposits = 76 };
        }

        var degree = Math.Max(1, exposures / institutions);
        var (start, column, amount) = (new int[institutions + 1], new int[exposures], new double[exposures]);
        var (debtStart, creditor, owed, claimOfDebt) = (new int[institutions + 1], new int[exposures], new double[exposures], new int[exposures]);
        for (var exposure = 0; exposure < exposures; exposure++)
        {
            (column[exposure], amount[exposure]) = ((int)((exposure * 2654435761L) % institutions), 2);
            (creditor[exposure], owed[exposure], claimOfDebt[exposure]) = (exposure / degree, 2, exposure);
        }

        for (var institution = 0; institution <= institutions; institution++)
        {
            start[institution] = debtStart[institution] = Math.Min(exposures, institution * degree);
        }

        return (ids, sheets, start, column, amount, debtStart, creditor, owed, claimOfDebt);
    }
}
