using System.Diagnostics;
using Contagion.Tests;

namespace Contagion.Silo.Tests;

/// <summary>The command line in a process of its own, run to its end.</summary>
internal static class ProcessCommand
{
    /// <summary>Where it is.</summary>
    public static string Program { get; } = Path.Combine(Folders.Root, "src", "Cli", "bin", "Release", "net10.0", "contagion.dll");
    private static readonly TimeSpan EndsWithin = TimeSpan.FromMinutes(2);

    /// <summary>Runs <c>contagion ARGUMENTS</c>.</summary>
    /// <returns>Its exit code and what it said on standard error.</returns>
    public static Task<(int Code, string Error)> Run(params string[] arguments) => Run(key: null, arguments);

    /// <summary>Runs <c>contagion ARGUMENTS</c> as somebody who has a key.</summary>
    public static async Task<(int Code, string Error)> Run(string? key, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Program, .. arguments]) { RedirectStandardError = true, Environment = { ["CONTAGION_KEY"] = key } })!;
        using var patience = new CancellationTokenSource(EndsWithin);
        var error = await process.StandardError.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        return (process.ExitCode, error);
    }
}
