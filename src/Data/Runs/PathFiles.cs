using System.Globalization;
using Contagion.Analysis;
using Contagion.Engine;

namespace Contagion.Data;

/// <summary>rounds.csv and periods.csv: the way that a run took. A single replication is told as it went, several by mean and quantiles.</summary>
internal static class PathFiles
{
    /// <summary>The cascade round by round, or period by period where there are several.</summary>
    public const string Rounds = "rounds.csv";

    /// <summary>How things stand at the end of each period.</summary>
    public const string Periods = "periods.csv";

    /// <summary>Writes rounds.csv.</summary>
    public static void WriteRounds(CsvFile file, RunResult result)
    {
        var (isSingle, hasPeriods) = (result.Replications.Count == 1, result.Dynamics.HasPeriods);
        file.Row([
            "round", .. hasPeriods ? ["period"] : Array.Empty<string>(), .. isSingle ? Array.Empty<string>() : ["active"],
            .. ColumnsOf("defaults", isSingle), .. ColumnsOf("loss", isSingle)]);
        var before = default(RoundRow);
        foreach (var row in RoundTable.Of(result))
        {
            file.Number(row.Round);
            if (hasPeriods)
            {
                file.Number(row.Period);
            }

            if (!isSingle)
            {
                file.Number(row.Active);
            }

            Write(file, row.Defaults, before?.Defaults, isSingle);
            Write(file, row.Loss, before?.Loss, isSingle);
            file.End();
            before = row;
        }
    }

    /// <summary>Writes periods.csv.</summary>
    public static void WritePeriods(CsvFile file, RunResult result)
    {
        var isSingle = result.Replications.Count == 1;
        file.Row([
            "period", .. isSingle ? ["rounds"] : SpreadOf("rounds"), .. ColumnsOf("defaults", isSingle), .. ColumnsOf("loss", isSingle),
            .. PeriodMetric.All.SelectMany(metric => isSingle ? [metric.Name] : SpreadOf(metric.Name))]);
        var before = default(PeriodRow);
        foreach (var row in PeriodTable.Of(result))
        {
            file.Number(row.Period);
            Write(file, row.Rounds, isSingle);
            Write(file, row.Defaults, before?.Defaults, isSingle);
            Write(file, row.Loss, before?.Loss, isSingle);
            foreach (var metric in row.Metrics)
            {
                Write(file, metric, isSingle);
            }

            file.End();
            before = row;
        }
    }

    /// <summary>The columns of a number that adds up along the way: what is new and what there is so far, or how the latter is spread.</summary>
    private static string[] ColumnsOf(string name, bool isSingle) => isSingle ? [$"new_{name}", name] : SpreadOf(name);

    private static string[] SpreadOf(string name) => [$"{name}_mean", .. Spread.Levels.Select(level => $"{name}_{level.ToString(CultureInfo.InvariantCulture)}")];

    private static void Write(CsvFile file, Spread number, Spread? before, bool isSingle)
    {
        if (isSingle)
        {
            file.Number(number.Mean - (before?.Mean ?? 0));
        }

        Write(file, number, isSingle);
    }

    /// <summary>The mean of a single replication is its number.</summary>
    private static void Write(CsvFile file, Spread number, bool isSingle)
    {
        file.Number(number.Mean);
        foreach (var quantile in isSingle ? [] : number.Quantiles)
        {
            file.Number(quantile);
        }
    }
}
