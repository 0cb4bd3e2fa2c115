using System.CommandLine;
using Contagion.Analysis;
using Contagion.Data;
using Contagion.Model;

namespace Contagion.Cli;

/// <summary><c>contagion network centrality</c>: who is central, by one measure or by all.</summary>
internal static class CentralityCommand
{
    private const string Out = "--out";
    private const string By = "--by";
    private const int TopDefault = 10;

    public static Command Create()
    {
        var source = NetworkArgument.Create();
        var by = new Option<string?>(By) { Description = "What to measure, with commas between: pagerank, katz, betweenness, ... (docs/centrality.md); all that can be afforded unless given.", HelpName = "MEASURE,..." };
        var top = CommonOptions.Positive("--top", $"How many institutions to tell; {TopDefault} unless given.");
        var to = new Option<string?>(Out) { Description = "Write a row an institution and a column a measure to a new CSV file.", HelpName = "FILE.csv" };
        var json = new Option<bool>("--json") { Description = "Print it as JSON and nothing else." };
        var seed = new Option<ulong>("--seed") { Description = "Which institutions shortest paths are counted from where it is not all of them; 0 unless given.", HelpName = "N" };
        var command = new Command("centrality", "Who is central: whose failure would reach many (impact), and whom the failure of many would reach (vulnerability).") { source, by, top, to, json, seed };
        command.SetAction(parsed =>
        {
            var (name, target, first) = (parsed.GetRequiredValue(source), parsed.GetValue(to), parsed.GetValue(top) ?? TopDefault);
            var asked = parsed.GetValue(by) is { } words ? Measures(words) : null;
            if (target is not null && !OutputPath.IsTable(target))
            {
                throw NetworkArgument.Wrong(Out, $"'{target}' is of no known format; expected a name that ends in .csv");
            }

            OutputPath.CheckNew(Out, target);
            var table = CentralityTable.Of(NetworkArgument.Read(name), asked, parsed.GetValue(seed));
            if (asked is not null && table.LeftOut.Count > 0)
            {
                var faults = new Faults();
                foreach (var (measure, why) in table.LeftOut)
                {
                    faults.Add(By, 1, 1, $"'{Words.Of(measure)}' cannot be told here: {why}");
                }

                faults.ThrowIfAny();
            }

            if (target is not null)
            {
                CentralityFile.Write(target, table);
            }

            if (parsed.GetValue(json))
            {
                Console.Out.Write(CentralityFile.Json(table, first, parsed.GetValue(seed)));
            }
            else
            {
                new CentralityReport(Terminal.Out()).Tell(name, table, first);
            }

            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>The measures that a list names.</summary>
    private static Measure[] Measures(string list)
    {
        var (faults, measures, known) = (new Faults(), new List<Measure>(), Words.Of<Measure>());
        foreach (var word in list.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!Words.TryParse(word, out Measure measure))
            {
                faults.Add(By, 1, 1, $"unknown measure '{word}'; expected some of {string.Join(", ", known)}{Nearest.Hint(word, known)}");
            }
            else if (measures.Contains(measure))
            {
                faults.Add(By, 1, 1, $"measure '{word}' is named twice");
            }
            else
            {
                measures.Add(measure);
            }
        }

        faults.ThrowIfAny();
        return [.. measures];
    }
}
