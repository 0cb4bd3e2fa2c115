using System.CommandLine;
using Contagion.Data;

namespace Contagion.Cli;

/// <summary><c>contagion schema</c>: the JSON Schema of scenario files.</summary>
internal static class SchemaCommand
{
    public static Command Create()
    {
        var command = new Command("schema", "Print the JSON Schema of scenario files, for editors that complete and check while you write.");
        command.SetAction(_ =>
        {
            Console.Out.Write(ScenarioSchema.Write());
            return ExitCode.Done;
        });
        return command;
    }
}
