using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Data;

/// <summary>Reads what exposures.csv says of a claim besides its amount.</summary>
internal static class TermFields
{
    /// <summary>The columns, as they come after those of <see cref="ExposuresFile"/>'s own.</summary>
    public static readonly string[] Columns = ["guarantor", "coverage", "maturity", "collateral", "pledge"];

    private const int Guarantor = 6;
    private const int Coverage = 7;
    private const int Maturity = 8;
    private const int Collateral = 9;
    private const int Pledge = 10;

    /// <summary>The latest period at which a claim can fall due; one more stands for none.</summary>
    private const int MaturityMax = int.MaxValue - 1;

    /// <summary>The terms of a row, as far as they are right; what is wrong is told. Where terms are not kept, each field is checked by itself,
    /// so that a file which is accepted stays accepted.</summary>
    public static ExposureTerms Read(CsvTable table, int debtor, NetworkBuilder builder)
    {
        var terms = new ExposureTerms
        {
            Guarantor = table.IsEmpty(Guarantor) ? null : ExposuresFile.Institution(table, Guarantor, builder),
            Coverage = table.OptionalNumber(Coverage, 0, 1),
            Maturity = builder.KeepsTerms ? (int?)table.OptionalWhole(Maturity, 0, MaturityMax) : null,
            Collateral = table.OptionalNumber(Collateral, 0, InstitutionRules.AmountMax),
            Pledge = table.OptionalText(Pledge),
        };
        if (!builder.KeepsTerms)
        {
            table.OptionalNumber(Maturity, 0);
            return default;
        }

        if (terms.Guarantor == debtor && debtor >= 0)
        {
            table.Fault(Guarantor, $"'{table.Text(Guarantor)}' stands for its own debt; expected another institution");
        }

        if (terms is { Pledge: { } pledge, Collateral: null })
        {
            table.Fault(Pledge, $"pledge {CsvTable.Say(pledge)} has no collateral; expected its value in that column");
        }

        return terms;
    }

    /// <summary>Tells that a row says another value of a pledge than one before.</summary>
    public static void TellPledge(CsvTable table, ExposureTerms terms, (double Collateral, int Line) first) => table.Fault(
        Collateral,
        $"collateral is {CsvTable.Say(table.Text(Collateral))}; expected {Numbers.Write(first.Collateral)}, which line {first.Line} says of pledge {CsvTable.Say(terms.Pledge!)}");
}
