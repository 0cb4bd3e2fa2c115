using System.CommandLine;
using System.CommandLine.Parsing;
using Contagion.Cli;
using Contagion.Model;

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
var parsed = root.Parse(args.Length == 0 ? ["--help"] : args);
if (parsed.Errors.Count > 0)
{
    var isCommandUnknown = parsed.CommandResult.Command is RootCommand && parsed.UnmatchedTokens.Count > 0;
    var known = root.Subcommands.Select(command => command.Name).ToArray();
    foreach (var message in isCommandUnknown
        ? [$"unknown command '{parsed.UnmatchedTokens[0]}'; expected one of {string.Join(", ", known)}{Nearest.Hint(parsed.UnmatchedTokens[0], known)}"]
        : parsed.Errors.Select(error => error.Message.TrimEnd('.') + Nearest.Hint(parsed.UnmatchedTokens.FirstOrDefault() ?? "", parsed.CommandResult.Command.Options.Select(option => option.Name))))
    {
        await Console.Error.WriteLineAsync($"contagion: {message}");
    }

    await Console.Error.WriteLineAsync($"Try 'contagion {Called(parsed.CommandResult)}--help'.");
    return ExitCode.InputWrong;
}

// What goes wrong is told by Guard, and Ctrl-C is heard by the run itself.
return Guard.Run(() => parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }));

// The command as it was called, with those that it belongs to.
static string Called(SymbolResult? result) => result is CommandResult { Command: not RootCommand and var command } ? $"{Called(result.Parent)}{command.Name} " : "";
