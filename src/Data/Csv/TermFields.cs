using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Data;

/// <summary>Reads what exposures.csv says of an exposure besides its amount.</summary>
internal static class TermFields
{
    /// <summary>The columns, as they come after those of <see cref="ExposuresFile"/>'s own.</summary>
    public static readonly string[] Columns = ["guarantor", "coverage", "maturity", "collateral", "pledge", "need"];

    private const int Type = 3;
    private const int Guarantor = 6;
    private const int Coverage = 7;
    private const int Maturity = 8;
    private const int Collateral = 9;
    private const int Pledge = 10;
    private const int Need = 11;

    /// <summary>The latest period at which a claim can fall due; one more stands for none.</summary>
    private const int MaturityMax = int.MaxValue - 1;

    /// <summary>Whether the network is made of any terms of a file.</summary>
    public static bool Matter(CsvTable table, NetworkBuilder builder) => builder.KeepsTerms || table.Has(Need);

    /// <summary>Whether a file has any of these columns.</summary>
    public static bool AreIn(CsvTable table) => Enumerable.Range(Guarantor, Columns.Length).Any(table.Has);

    /// <summary>The terms of a row, as far as they are right; what is wrong is told. Where terms are not kept, each field is checked by itself,
    /// so that a file which is accepted stays accepted.</summary>
    /// <param name="table">At the row.</param>
    /// <param name="creditor">Who holds the claim; −1 where that is wrong.</param>
    /// <param name="debtor">Who owes; likewise.</param>
    /// <param name="builder">Knows the institutions.</param>
    public static ExposureTerms Read(CsvTable table, int creditor, int debtor, NetworkBuilder builder)
    {
        int? guarantor = table.IsEmpty(Guarantor) ? null : ExposuresFile.Institution(table, Guarantor, builder);
        var coverage = table.OptionalNumber(Coverage, 0, 1);
        var collateral = table.OptionalNumber(Collateral, 0, InstitutionRules.AmountMax);
        var (pledge, need) = (table.OptionalText(Pledge), table.OptionalText(Need));
        if (need is not null && TypeOf(table) is { } type and not ExposureType.Service)
        {
            table.Fault(Need, $"need {CsvTable.Say(need)} is that of a {Words.Of(type)}; expected needs of services alone");
        }

        if (!builder.KeepsTerms)
        {
            table.OptionalNumber(Maturity, 0);
            return new ExposureTerms { Need = need };
        }

        var maturity = table.OptionalWhole(Maturity, 0, MaturityMax);
        if (guarantor >= 0 && (guarantor == debtor || guarantor == creditor))
        {
            table.Fault(Guarantor, $"'{table.Text(Guarantor)}' stands for {(guarantor == debtor ? "its own debt" : "a debt to itself")}; expected another institution");
        }

        if (pledge is not null && collateral is null)
        {
            table.Fault(Pledge, $"pledge {CsvTable.Say(pledge)} has no collateral; expected its value in that column");
        }

        return new ExposureTerms { Guarantor = guarantor, Coverage = coverage, Maturity = (int?)maturity, Collateral = collateral, Pledge = pledge, Need = need };
    }

    /// <summary>Tells that a row says another value of a pledge than one before.</summary>
    public static void TellPledge(CsvTable table, ExposureTerms terms, (double Collateral, int Line) first) => table.Fault(
        Collateral,
        $"collateral is {CsvTable.Say(table.Text(Collateral))}; expected {Numbers.Write(first.Collateral)}, which line {first.Line} says of pledge {CsvTable.Say(terms.Pledge!)}");

    /// <summary>The type of a row; null where it is unknown, which is told elsewhere.</summary>
    private static ExposureType? TypeOf(CsvTable table) =>
        table.IsEmpty(Type) ? ExposureType.Loan : Words.TryParse<ExposureType>(table.Text(Type), out var type) ? type : null;
}
