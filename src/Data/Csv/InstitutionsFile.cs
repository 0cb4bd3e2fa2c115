using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Data;

/// <summary>Reads institutions.csv into a network builder.</summary>
internal static class InstitutionsFile
{
    /// <summary>The columns the file may have; the first two it must.</summary>
    public static readonly string[] Columns =
    [
        "id", "kind", "name", "group", "role", "mode", "cash", "reserve", "external_assets", "deposits", "external_liabilities", "equity",
        "risk_weighted_assets", "client_money", "trust_assets", "volatility", "weight", "failure_threshold", "failure_cost",
        "default_probability",
    ];

    /// <summary>Reads every row; returns the line of each institution, by index.</summary>
    public static List<int> Read(string path, string file, NetworkBuilder builder, Faults faults)
    {
        var start = faults.Count;
        var lines = new List<int>();
        using var table = CsvTable.Open(path, file, Columns, 2, faults);
        while (table?.Read() == true)
        {
            var before = faults.Count;
            var given = Row(table);
            if (faults.Count == before && InstitutionRules.Fault(given!) is { } fault)
            {
                table.Fault(0, fault);
            }

            if (faults.Count == before)
            {
                builder.Add(given!);
                lines.Add(table.Line);
            }
            else if (given is not null && !builder.TryFind(given.Id, out _))
            {
                // Keeps the id known, so that exposures to it are not told as dangling.
                builder.Add(new Institution(given.Id, given.Kind));
                lines.Add(table.Line);
            }
        }

        if (table is not null && builder.Count == 0 && faults.Count == start)
        {
            faults.Add(file, 1, 1, "no institutions; expected a row for each below the header");
        }

        return lines;

        Institution? Row(CsvTable row)
        {
            var id = row.Text(0);
            if (id.Length == 0)
            {
                row.Fault(0, "id is empty; expected a name that no other institution has");
            }
            else if (HasControl(id))
            {
                row.Fault(0, "id has a control character; expected letters, digits and signs that can be seen");
            }
            else if (System.Text.Encoding.UTF8.GetByteCount(id) > CsvTable.IdMax)
            {
                row.Fault(0, $"id is longer than {CsvTable.IdMax} bytes");
            }
            else if (builder.TryFind(id, out var first))
            {
                row.Fault(0, $"id '{id}' is taken by line {lines[first]}");
            }

            var kind = row.Word<InstitutionKind>(1);
            var given = new Institution(id, kind ?? default)
            {
                Name = Text(row, 2),
                Group = Text(row, 3),
                Role = row.OptionalWord<InstitutionRole>(4),
                Mode = row.OptionalWord<PlatformMode>(5),
                Cash = row.OptionalNumber(6, 0, InstitutionRules.AmountMax),
                Reserve = row.OptionalNumber(7, 0, InstitutionRules.AmountMax),
                ExternalAssets = row.OptionalNumber(8, 0, InstitutionRules.AmountMax),
                Deposits = row.OptionalNumber(9, 0, InstitutionRules.AmountMax),
                ExternalLiabilities = row.OptionalNumber(10, 0, InstitutionRules.AmountMax),
                Equity = row.OptionalNumber(11, -InstitutionRules.AmountMax, InstitutionRules.AmountMax),
                RiskWeightedAssets = row.OptionalNumber(12, 0, InstitutionRules.AmountMax),
                ClientMoney = row.OptionalNumber(13, 0, InstitutionRules.AmountMax),
                TrustAssets = row.OptionalNumber(14, 0, InstitutionRules.AmountMax),
                Volatility = row.OptionalNumber(15, 0, InstitutionRules.VolatilityMax),
                Weight = row.OptionalNumber(16, 0, InstitutionRules.AmountMax),
                FailureThreshold = row.OptionalNumber(17, -InstitutionRules.AmountMax, InstitutionRules.AmountMax),
                FailureCost = row.OptionalNumber(18, 0, InstitutionRules.AmountMax),
                DefaultProbability = row.OptionalNumber(19, 0, 1),
            };
            return id.Length == 0 ? null : given;
        }
    }

    private static string? Text(CsvTable row, int column)
    {
        if (row.IsEmpty(column))
        {
            return null;
        }

        var text = row.Text(column);
        if (HasControl(text))
        {
            row.Fault(column, $"{Columns[column]} has a control character; expected letters, digits and signs that can be seen");
        }

        return text;
    }

    /// <summary>Whether a text has a character of the ranges that Unicode calls controls (Cc).</summary>
    private static bool HasControl(ReadOnlySpan<char> text) => text.ContainsAnyInRange('\0', '\u001F') || text.ContainsAnyInRange('\u007F', '\u009F');
}
