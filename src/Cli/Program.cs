using System.CommandLine;
using Contagion.Cli;

var root = new RootCommand("Contagion: how distress travels on a network of exposures, and what softens it.")
{
    RunCommand.Create(),
    ValidateCommand.Create(),
    SchemaCommand.Create(),
};
var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    foreach (var error in parsed.Errors)
    {
        await Console.Error.WriteLineAsync($"contagion: {error.Message}");
    }

    await Console.Error.WriteLineAsync($"Try 'contagion {(parsed.CommandResult.Command is RootCommand ? "" : parsed.CommandResult.Command.Name + " ")}--help'.");
    return ExitCode.InputWrong;
}

return Guard.Run(() => parsed.Invoke());
