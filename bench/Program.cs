using System.Globalization;
using Contagion.Bench;

// Usage: dotnet run -c Release --project bench -- [kernels|cascades|turns|load|all] [largest number of institutions]
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var what = args.Length > 0 ? args[0] : "all";
var largest = args.Length > 1 ? int.Parse(args[1]) : 1_000_000;
foreach (var (institutions, degree) in new[] { (1_000, 20), (10_000, 20), (100_000, 10), (1_000_000, 10) })
{
    if (institutions <= largest && what is "kernels" or "all")
    {
        KernelBench.Run(institutions, degree);
    }
}
