using System.Diagnostics;
using Contagion.Tests;

namespace Contagion.EndToEnd;

/// <summary>The built command, run as its users run it: in a process of its own.</summary>
internal static class Command
{
    /// <summary>No command that a test waits for takes longer, however busy the machine.</summary>
    private const int WaitMs = 120_000;

    /// <summary>A command that refuses its input takes a tenth of a second.</summary>
    private const int BriefWaitMs = 20_000;

    private static readonly string Program = new[]
    {
        Path.Combine(AppContext.BaseDirectory, "contagion.dll"),
        Path.Combine(Folders.Root, "src", "Cli", "bin", "Release", "net10.0", "contagion.dll"),
    }.First(File.Exists);

    /// <summary>Runs <c>contagion ARGUMENTS</c> in a folder and waits for its end.</summary>
    public static CommandResult Run(string folder, params string[] arguments) => End(Start(folder, arguments), WaitMs, arguments);

    /// <summary>As <see cref="Run"/>, for a command that has nothing to compute.</summary>
    public static CommandResult RunBriefly(string folder, params string[] arguments) => End(Start(folder, arguments), BriefWaitMs, arguments);

    /// <summary>As <see cref="Run"/>, with a changed environment: NAME=VALUE.</summary>
    public static CommandResult RunWith(string folder, string[] environment, params string[] arguments) => End(Start(folder, arguments, environment), WaitMs, arguments);

    /// <summary>Runs a line of the shell, in which $CONTAGION stands for the command.</summary>
    public static CommandResult Shell(string folder, string line)
    {
        var start = new ProcessStartInfo("/bin/sh") { ArgumentList = { "-c", line } };
        start.Environment["CONTAGION"] = $"dotnet {Program}";
        return End(Start(folder, start, []), WaitMs, line);
    }

    /// <summary>Starts the command and returns at once.</summary>
    public static Process Start(string folder, string[] arguments, params string[] environment)
    {
        var start = new ProcessStartInfo("dotnet") { ArgumentList = { Program } };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Start(folder, start, environment);
    }

    /// <summary>Waits for the end of a command.</summary>
    public static CommandResult End(Process process, params string[] arguments) => End(process, WaitMs, arguments);

    private static CommandResult End(Process process, int waitMs, params string[] arguments)
    {
        using (process)
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            if (!process.WaitForExit(waitMs))
            {
                process.Kill(entireProcessTree: true);
                throw new TimeoutException($"contagion {string.Join(' ', arguments)} did not end within {waitMs / 1000} s");
            }

            return new CommandResult(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
        }
    }

    private static Process Start(string folder, ProcessStartInfo start, string[] environment)
    {
        start.WorkingDirectory = folder;
        (start.RedirectStandardInput, start.RedirectStandardOutput, start.RedirectStandardError) = (true, true, true);
        // Compiles quickly rather than well: most commands here end before good code pays, and code must not change a result.
        start.Environment["DOTNET_TC_QuickJitForLoops"] = "1";
        foreach (var setting in environment)
        {
            var (name, value) = (setting[..setting.IndexOf('=', StringComparison.Ordinal)], setting[(setting.IndexOf('=', StringComparison.Ordinal) + 1)..]);
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }
}
