using System.Globalization;
using Contagion.Analysis;
using Contagion.Engine;
using Contagion.Model;

namespace Contagion.Data;

/// <summary>replications.csv: a row a replication, from which its metrics can be read again to the last bit.</summary>
internal static class ReplicationsFile
{
    /// <summary>The file.</summary>
    public const string Name = "replications.csv";

    /// <summary>A replication that hits more institutions than this is told by how many.</summary>
    private const int ShockedListedMax = 20;

    private static readonly string[] Columns =
    [
        "replication", "shocked", "defaults", "fundamental_defaults", "contagious_defaults", "rounds", "converged", "first_round_loss", "contagion_loss",
        "total_loss", "external_creditor_loss", "multiplier", "cascade_depth", "debtrank",
    ];

    /// <summary>Writes the rows of a run.</summary>
    public static void Write(CsvFile file, RunResult result)
    {
        file.Row([.. Columns, .. result.Dynamics.HasPeriods ? PeriodMetric.All.Select(metric => metric.Name) : [], .. Metric.Measured(result.Replications).Select(metric => metric.Name)]);
        foreach (var one in result.Replications)
        {
            file.Number(one.Replication).Text(Shocked(one, result)).Number(one.Defaults).Number(one.FundamentalDefaults).Number(one.ContagiousDefaults)
                .Number(one.Rounds).Text(one.Converged ? "true" : "false").Number(one.FirstRoundLoss).Number(one.ContagionLoss).Number(one.TotalLoss)
                .Number(one.ExternalCreditorLoss).Number(one.Multiplier).Number(one.CascadeDepth).Number(one.DebtRank);
            foreach (var number in one.Periods.Concat(one.Measured.Numbers))
            {
                file.Number(number);
            }

            file.End();
        }
    }

    /// <summary>Reads the replications of a run, without who was hit and without their paths.</summary>
    /// <param name="path">The file.</param>
    /// <param name="institutions">How many institutions the network has.</param>
    /// <param name="systemicShare">Share of them in default above which a replication is systemic.</param>
    /// <exception cref="InputException">The file was changed by somebody else.</exception>
    public static IReadOnlyList<ReplicationResult> Read(string path, int institutions, double systemicShare)
    {
        var faults = new Faults();
        using var table = CsvTable.Open(path, path, Columns, Columns.Length, faults, takesOthers: true);
        faults.ThrowIfAny();
        var periods = PeriodMetric.All.Select(metric => metric.Name).Zip(table!.Columns.Skip(Columns.Length)).TakeWhile(pair => pair.First == pair.Second).Count();
        string[] measured = [.. table.Columns.Skip(Columns.Length + periods)];
        var replications = new List<ReplicationResult>();
        while (table.Read())
        {
            var defaults = Number(table, "defaults");
            replications.Add(new ReplicationResult
            {
                Replication = (int)Number(table, "replication"),
                Shocked = [],
                Defaults = (int)defaults,
                FundamentalDefaults = (int)Number(table, "fundamental_defaults"),
                Rounds = (int)Number(table, "rounds"),
                Converged = table.Text(Array.IndexOf(Columns, "converged")) == "true",
                CascadeDepth = (int)Number(table, "cascade_depth"),
                DefaultShare = defaults / Math.Max(1, institutions),
                IsSystemic = defaults > systemicShare * institutions,
                FirstRoundLoss = Number(table, "first_round_loss"),
                TotalLoss = Number(table, "total_loss"),
                ExternalCreditorLoss = Number(table, "external_creditor_loss"),
                CausedLoss = double.NaN,
                DebtRank = Number(table, "debtrank"),
                Periods = [.. Enumerable.Range(Columns.Length, periods).Select(column => Number(table, column))],
                Measured = new MeasuredNumbers(measured, [.. measured.Select((_, place) => Number(table, Columns.Length + periods + place))]),
                Path = [],
            });
            faults.ThrowIfAny();
        }

        faults.ThrowIfAny();
        return replications;
    }

    private static double Number(CsvTable table, string column) => Number(table, Array.IndexOf(Columns, column));

    private static double Number(CsvTable table, int column) => table.OptionalNumber(column, double.MinValue) ?? double.NaN;

    private static string Shocked(ReplicationResult one, RunResult result) => one.Shocked.Count <= ShockedListedMax
        ? string.Join(';', one.Shocked.Select(institution => result.Network.Ids[institution]))
        : $"{one.Shocked.Count.ToString(CultureInfo.InvariantCulture)} institutions";
}
