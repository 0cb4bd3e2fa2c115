using System.Diagnostics;
using System.Globalization;
using Contagion.Bench;

// Usage: dotnet run -c Release --project bench -- [kernels|cascades|runs|acceleration|rounds|periods|loading|generate|centrality|split|metrics|reconstruct|serve|all] [largest number of institutions]
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var what = args.Length > 0 ? args[0] : "all";
var largest = args.Length > 1 ? int.Parse(args[1]) : 1_000_000;
(int Institutions, int Degree)[] sizes = [.. new[] { (1_000, 20), (10_000, 20), (100_000, 10), (1_000_000, 10) }.Where(size => size.Item1 <= largest)];
if (what is "kernels" or "all")
{
    Bandwidth.Run();
    Array.ForEach(sizes, size => KernelBench.Run(size.Institutions, size.Degree));
}

if (what is "cascades" or "all")
{
    CascadeBench.Run(sizes[^1].Institutions, sizes[^1].Degree);
}

if (what is "acceleration" or "all")
{
    AccelerationBench.Run(1_000, 20);
}

if (what is "runs" or "all")
{
    RunBench.EachInTurn();
    Array.ForEach(sizes, size => RunBench.Threads(size.Institutions, size.Degree));
    RunBench.OneReplication(sizes[^1].Institutions, sizes[^1].Degree);
}

if (what is "rounds" or "all")
{
    Array.ForEach(sizes, size => RoundBench.Run(size.Institutions, size.Degree));
}

if (what is "periods" or "all")
{
    PeriodBench.Growth(args.Length > 3 ? int.Parse(args[3]) : 1_000, largest, args.Length > 2 ? int.Parse(args[2]) : 64);
}

if (what is "loading" or "all")
{
    LoadingBench.Head();
    Array.ForEach([.. sizes.Where(size => size.Institutions >= 10_000)], size => LoadingBench.Run(size.Institutions, 10));
}

if (what is "generate" or "all")
{
    GenerateBench.Head();
    Array.ForEach([.. new[] { 100_000, 1_000_000 }.Where(size => size <= largest)], GenerateBench.Run);
}

if (what is "split" or "all")
{
    SplitBench.Head();
    Array.ForEach(sizes, size => SplitBench.Run(size.Institutions, size.Degree));
}

if (what is "centrality" or "all")
{
    Array.ForEach([.. sizes.Where(size => size.Institutions >= 10_000)], size => CentralityBench.Run(size.Institutions, size.Degree, hasBetweenness: size.Institutions < 1_000_000));
}

if (what is "metrics" or "all")
{
    MetricsBench.Run([.. sizes.Where(size => size.Institutions <= 100_000)]);
}

if (what is "reconstruct" or "all")
{
    ReconstructionBench.Methods(Math.Min(10_000, largest));
    ReconstructionBench.StepsHead();
    Array.ForEach([.. new[] { 100, 1_000, 10_000 }.Where(size => size <= largest)], ReconstructionBench.Steps);
}

if (what is "serve" or "all")
{
    await ServeBench.Run();
}

Console.WriteLine($"\npeak memory of all this {Process.GetCurrentProcess().PeakWorkingSet64 >> 20:N0} MiB");
