using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Data;

/// <summary>Reads institutions.csv into a network builder.</summary>
internal static class InstitutionsFile
{
    private static readonly InstitutionItem[] Items = Enum.GetValues<InstitutionItem>();
    private static readonly string[] Texts = ["id", "kind", "name", "group", "role", "mode"];

    /// <summary>The columns the file may have; the first two it must.</summary>
    public static readonly string[] Columns = [.. Texts, .. Items.Select(InstitutionRules.ColumnOf)];

    /// <summary>Reads every row; returns the line of each institution, by index.</summary>
    /// <param name="path">The file.</param>
    /// <param name="file">What to call it in faults.</param>
    /// <param name="builder">Receives the institutions.</param>
    /// <param name="faults">Told what is wrong.</param>
    /// <param name="besides">Columns of amounts that the file must have as well.</param>
    /// <param name="amounts">Receive those of each institution, a list a column.</param>
    /// <param name="together">Columns of numbers that the file may have, all or none.</param>
    /// <param name="numbers">Receive those of each institution, a list a column; nothing where the file has none.</param>
    public static List<int> Read(
        string path, string file, NetworkBuilder builder, Faults faults, IReadOnlyList<string>? besides = null, IReadOnlyList<List<double>>? amounts = null,
        IReadOnlyList<string>? together = null, IReadOnlyList<List<double>>? numbers = null)
    {
        var start = faults.Count;
        var (lines, after) = (new List<int>(), Columns.Length + (besides?.Count ?? 0));
        using var table = Open(path, file, besides ?? [], together ?? [], faults);
        InstitutionItem[] items = table is null ? [] : [.. Items.Where(item => table.Has(ColumnOf(item)))];
        while (table?.Read() == true)
        {
            var before = faults.Count;
            var given = Row(table);
            if (faults.Count == before && InstitutionRules.Fault(given!) is { } fault)
            {
                table.Fault(0, fault);
            }

            for (var column = 0; column < (besides?.Count ?? 0); column++)
            {
                amounts![column].Add(table.Number(Columns.Length + column, 0, InstitutionRules.AmountMax) ?? double.NaN);
            }

            for (var column = 0; column < (together?.Count ?? 0) && table.Has(after); column++)
            {
                numbers![column].Add(table.Number(after + column, 0) ?? double.NaN);
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
            else if (CsvTable.HasControl(id))
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
                Name = row.OptionalText(2),
                Group = row.OptionalText(3),
                Role = row.OptionalWord<InstitutionRole>(4),
                Mode = row.OptionalWord<PlatformMode>(5),
                Items = Numbers(row),
            };
            if (builder.KeepsTerms && given.Mode is var mode and not PlatformMode.None && kind is { } other and not InstitutionKind.Platform)
            {
                row.Fault(5, $"mode {Words.Of(mode)} is that of a {Words.Of(other)}; expected modes of platforms alone");
            }

            return id.Length == 0 ? null : given;
        }

        InstitutionItems Numbers(CsvTable row)
        {
            var numbers = default(InstitutionItems);
            foreach (var item in items)
            {
                numbers = numbers.With(item, Number(row, item));
            }

            return numbers;
        }
    }

    private static CsvTable? Open(string path, string file, IReadOnlyList<string> besides, IReadOnlyList<string> together, Faults faults)
    {
        var table = CsvTable.Open(path, file, [.. Columns, .. besides, .. together], 2, faults);
        string[] missing = [.. besides.Where((_, column) => table?.Has(Columns.Length + column) == false)];
        foreach (var column in missing)
        {
            faults.Add(file, 1, 1, $"column '{column}' is missing; expected a header with id, kind, {string.Join(", ", besides)}");
        }

        string[] lacking = [.. together.Where((_, column) => table?.Has(Columns.Length + besides.Count + column) == false)];
        var isHalf = lacking.Length > 0 && lacking.Length < together.Count;
        if (isHalf)
        {
            faults.Add(file, 1, 1, $"column '{lacking[0]}' is missing; expected {string.Join(" and ", together)}, or neither");
        }

        if (missing.Length > 0 || isHalf)
        {
            table!.Dispose();
            return null;
        }

        return table;
    }

    private static int ColumnOf(InstitutionItem item) => Texts.Length + (int)item;

    private static double? Number(CsvTable row, InstitutionItem item)
    {
        var (min, max) = InstitutionRules.RangeOf(item);
        return InstitutionRules.IsWhole(item) ? row.OptionalWhole(ColumnOf(item), min, max) : row.OptionalNumber(ColumnOf(item), min, max);
    }
}
