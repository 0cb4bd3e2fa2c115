using System.CommandLine;
using System.Globalization;
using Contagion.Analysis;
using Contagion.Data;
using Spectre.Console;

namespace Contagion.Cli;

/// <summary><c>contagion warn cluster</c>: groups platforms by likeness.</summary>
internal static class WarnClusterCommand
{
    public static Command Create()
    {
        var platforms = WarnOptions.Platforms();
        var features = WarnOptions.Features();
        var count = CommonOptions.Positive("--clusters", "How many groups. Default 2.");
        var fuzziness = WarnOptions.Number("--fuzziness", "How far platforms may belong to several groups, above 1. Default 2.", 1.01, 100);
        var saved = WarnOptions.Out("Where the groups go, a CSV file of id, cluster and memberships.");
        var json = WarnOptions.Json();
        var command = new Command("cluster", "Group platforms by likeness, each in every group by a share (fuzzy c-means).") { platforms, features, count, fuzziness, saved, json };
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(saved);
            WarnOptions.CheckNew(path);
            var file = PlatformsFile.Load(parsed.GetRequiredValue(platforms), null, WarnOptions.Split(parsed.GetValue(features)));
            var groups = parsed.GetValue(count) ?? 2;
            if (groups > file.Rows.Length)
            {
                throw NetworkArgument.Wrong("--clusters", $"is {groups}, but there are {Meaning.Count(file.Rows.Length, "platform")}; expected at most as many");
            }

            var scale = FeatureScale.Of(file.Rows);
            var clusters = FuzzyClusters.Of(Array.ConvertAll(file.Rows, scale.Standardise), groups, parsed.GetValue(fuzziness) ?? 2);
            if (path is not null)
            {
                WarningTables.WriteClusters(path, file.Ids, clusters);
            }

            if (parsed.GetValue(json))
            {
                Console.Out.Write(WarningJson.Clusters(file.Ids, file.Features, clusters, scale));
            }
            else
            {
                Tell(Terminal.Out(), file, clusters, scale);
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static void Tell(IAnsiConsole console, PlatformsFile file, FuzzyClusters clusters, FeatureScale scale)
    {
        var groups = clusters.Memberships.Select(Membership.GradeOf).ToArray();
        var table = ReportTable.New(["centre", .. clusters.Centres.Select((_, group) => $"cluster {group + 1}")]);
        var centres = Array.ConvertAll(clusters.Centres, scale.Restore);
        for (var feature = 0; feature < file.Features.Count; feature++)
        {
            table.AddRow([Markup.Escape(file.Features[feature]), .. centres.Select(centre => Meaning.Say(centre[feature]))]);
        }

        table.AddRow(["platforms", .. clusters.Centres.Select((_, group) => $"{groups.Count(one => one == group)}")]);
        ReportTable.Show(console, "Groups", table);
        var unclear = clusters.Memberships.Count(row => row.Max() < 2.0 / 3);
        var sizes = string.Join(", ", clusters.Centres.Select((_, group) => groups.Count(one => one == group).ToString(CultureInfo.InvariantCulture)));
        console.WriteLine($"{Meaning.Count(file.Ids.Count, "platform")} in groups of {sizes}; {unclear} belong to none by two thirds.{(clusters.Converged ? "" : " CAUTION: memberships had not come to rest.")}");
    }
}
