using System.Diagnostics;
using Contagion.Tests;

namespace Contagion.Api.Tests;

/// <summary>A server in a process of its own, which can be killed.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, string address) => (_process, Client) = (process, new HttpClient { BaseAddress = new Uri(address) });

    /// <summary>A program that asks it.</summary>
    public HttpClient Client { get; }

    /// <summary>Starts <c>contagion serve</c> on a free port.</summary>
    /// <param name="data">The folder of all it keeps.</param>
    public static async Task<ServerProcess> Start(string data)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "contagion.dll"), "serve", "--urls", "http://127.0.0.1:0", "--data", data },
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            Environment = { ["CONTAGION_SCENARIOS"] = Path.Combine(Folders.Root, "scenarios") },
        };
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("Contagion listens on ", StringComparison.Ordinal))
            {
                // What it says from now on is nobody's concern, but must not fill the pipe.
                _ = process.StandardError.ReadToEndAsync();
                return new ServerProcess(process, line.Split(' ', ',', ';')[3]);
            }
        }

        throw new InvalidOperationException("The server ended before it listened.");
    }

    /// <summary>Ends it without a word.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        Client.Dispose();
        _process.Dispose();
    }
}
