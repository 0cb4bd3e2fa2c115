using Contagion.Model;

namespace Contagion.QuikGraphs;

/// <summary>How kinds of institutions and types of exposures are drawn.</summary>
/// <remarks>The colours are those of Okabe and Ito (2008), made lighter: they differ for the colour-blind as well. Shapes tell kinds apart in print.</remarks>
internal static class DotStyle
{
    /// <summary>The shape and the fill of a kind.</summary>
    public static (string Shape, string Fill) Of(InstitutionKind kind) => kind switch
    {
        InstitutionKind.Platform => ("hexagon", "#F5CF7F"),
        InstitutionKind.Lender => ("ellipse", "#AADAF4"),
        InstitutionKind.Borrower => ("ellipse", "#E5BCD3"),
        InstitutionKind.Guarantor => ("house", "#7FCEB9"),
        InstitutionKind.Bank => ("box", "#7FB8D8"),
        InstitutionKind.Provider => ("component", "#F7F1A0"),
        _ => ("doubleoctagon", "#EAAE7F"),
    };

    /// <summary>The line of a type.</summary>
    public static string Of(string type) => type switch
    {
        "loan" => "solid",
        "demand" => "dashed",
        AttributeNames.HoldingType => "bold",
        _ => "dotted",
    };
}
