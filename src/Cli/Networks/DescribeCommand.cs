using System.CommandLine;
using Contagion.Analysis;
using Contagion.Data;

namespace Contagion.Cli;

/// <summary><c>contagion network describe</c>: what a person wants to know of a network, on one screen.</summary>
internal static class DescribeCommand
{
    private const string Out = "--out";

    public static Command Create()
    {
        var source = NetworkArgument.Create();
        var json = new Option<bool>("--json") { Description = "Print it as JSON and nothing else." };
        var to = new Option<string?>(Out) { Description = "Write it as well: a name that ends in .csv for the table of figures, else a new or empty folder for description.csv and description.json.", HelpName = "DIR|FILE.csv" };
        var command = new Command("describe", "What a network is like: sizes, links, concentration, groups, distances, core and periphery, stability, the most central and the most leveraged.") { source, json, to };
        command.SetAction(parsed =>
        {
            var (name, target) = (parsed.GetRequiredValue(source), parsed.GetValue(to));
            OutputPath.CheckNew(Out, target);
            var description = NetworkDescription.Of(NetworkArgument.Read(name));
            if (target is not null)
            {
                Write(target, description);
            }

            if (parsed.GetValue(json))
            {
                Console.Out.Write(DescriptionFile.Json(description));
            }
            else
            {
                new DescribeReport(Terminal.Out()).Tell(name, description);
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static void Write(string target, NetworkDescription description)
    {
        if (OutputPath.IsTable(target))
        {
            DescriptionFile.Write(target, description);
            return;
        }

        Directory.CreateDirectory(target);
        DescriptionFile.Write(Path.Combine(target, DescriptionFile.TableName), description);
        File.WriteAllText(Path.Combine(target, DescriptionFile.JsonName), DescriptionFile.Json(description));
    }
}
