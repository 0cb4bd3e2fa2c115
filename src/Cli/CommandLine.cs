using System.CommandLine;
using System.CommandLine.Parsing;
using Contagion.Model;

namespace Contagion.Cli;

/// <summary>All that can be asked of <c>contagion</c>.</summary>
internal static class CommandLine
{
    /// <summary>Does what the arguments ask for and returns the exit code; what there is to say goes to standard output and standard error.</summary>
    public static int Run(string[] arguments)
    {
        var root = new RootCommand("Contagion: how distress travels on a network of exposures, and what softens it.")
        {
            RunCommand.Create(),
            SweepCommand.Create(),
            CompareCommand.Create(),
            ValidateCommand.Create(),
            NetworkCommand.Create(),
            WarnCommand.Create(),
            ServeCommand.Create(),
            KeysCommand.Create(),
            SchemaCommand.Create(),
        };
        var parsed = root.Parse(arguments.Length == 0 ? ["--help"] : arguments);
        if (parsed.Errors.Count > 0)
        {
            TellErrors(root, parsed);
            return ExitCode.InputWrong;
        }

        // What goes wrong is told by Guard, and Ctrl-C is heard by the run itself.
        return Guard.Run(() => parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }));
    }

    private static void TellErrors(RootCommand root, ParseResult parsed)
    {
        var isCommandUnknown = parsed.CommandResult.Command is RootCommand && parsed.UnmatchedTokens.Count > 0;
        var known = root.Subcommands.Select(command => command.Name).ToArray();
        foreach (var message in isCommandUnknown
            ? [$"unknown command '{parsed.UnmatchedTokens[0]}'; expected one of {string.Join(", ", known)}{Nearest.Hint(parsed.UnmatchedTokens[0], known)}"]
            : parsed.Errors.Select(error => error.Message.TrimEnd('.') + Nearest.Hint(parsed.UnmatchedTokens.FirstOrDefault() ?? "", parsed.CommandResult.Command.Options.Select(option => option.Name))))
        {
            Console.Error.WriteLine($"contagion: {message}");
        }

        Console.Error.WriteLine($"Try 'contagion {Called(parsed.CommandResult)}--help'.");
    }

    /// <summary>The command as it was called, with those that it belongs to.</summary>
    private static string Called(SymbolResult? result) => result is CommandResult { Command: not RootCommand and var command } ? $"{Called(result.Parent)}{command.Name} " : "";
}
