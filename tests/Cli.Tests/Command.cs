using Contagion.Tests;

namespace Contagion.Cli.Tests;

/// <summary>The command line, run in this process: what a user types goes in, what a user reads comes out.</summary>
/// <remarks>Standard output, standard error and the folder that relative paths start from belong to the process: see <see cref="Alone"/>.</remarks>
internal static class Command
{
    /// <summary>The collection of all tests that run a command or listen to the console: they run one after another, and nothing beside them.</summary>
    public const string Alone = "the console";

    /// <summary>Whoever waits for a named pipe waits for ever.</summary>
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(60);

    /// <summary>Runs <c>contagion ARGUMENTS</c> in a folder.</summary>
    public static CommandResult Run(string folder, params string[] arguments)
    {
        var before = (Console.Out, Console.Error, Folder: Environment.CurrentDirectory);
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        Console.SetOut(output);
        Console.SetError(error);
        Environment.CurrentDirectory = folder;
        try
        {
            var run = Task.Run(() => CommandLine.Run(arguments));
            return run.Wait(EndsWithin)
                ? new CommandResult(run.Result, output.ToString(), error.ToString())
                : throw new TimeoutException($"contagion {string.Join(' ', arguments)} did not end within {EndsWithin}");
        }
        finally
        {
            Environment.CurrentDirectory = before.Folder;
            Console.SetOut(before.Out);
            Console.SetError(before.Error);
        }
    }

    [CollectionDefinition(Alone, DisableParallelization = true)]
    public sealed class Collection;
}
