using Contagion.Model;

namespace Contagion.Engine;

/// <summary>The claims of one sort: row i lists those of creditor i. An empty set costs nothing.</summary>
/// <param name="Rows">Debtors and amounts.</param>
/// <param name="Position">Of each entry, where the claim stands in <see cref="Network.Claims"/>; empty when it stands at the same place.</param>
internal sealed record ClaimSet(CompressedRows Rows, int[] Position)
{
    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => Rows.Count == 0;

    /// <summary>Where an entry stands among all claims.</summary>
    public int PositionOf(int entry) => Position.Length == 0 ? entry : Position[entry];

    /// <summary>Those of some claims of which something holds.</summary>
    /// <param name="claims">The claims.</param>
    /// <param name="isMember">Asked for the position of each claim.</param>
    public static ClaimSet Of(CompressedRows claims, Func<int, bool> isMember)
    {
        var (start, column, amount, position) = (new int[claims.Rows + 1], new List<int>(), new List<double>(), new List<int>());
        for (var creditor = 0; creditor < claims.Rows; creditor++)
        {
            for (var claim = claims.Start[creditor]; claim < claims.Start[creditor + 1]; claim++)
            {
                if (isMember(claim))
                {
                    column.Add(claims.Column[claim]);
                    amount.Add(claims.Amount[claim]);
                    position.Add(claim);
                }
            }

            start[creditor + 1] = column.Count;
        }

        // Where all are of one sort, there is no need of a second copy.
        return column.Count == claims.Count ? new ClaimSet(claims, []) : new ClaimSet(new CompressedRows(start, [.. column], [.. amount]), [.. position]);
    }

    /// <summary>The period in which each claim of a network falls due; <see cref="int.MaxValue"/> for none.</summary>
    /// <param name="dated">Those that fall due in a period.</param>
    /// <param name="maturity">In which.</param>
    /// <param name="claims">Number of claims of the network.</param>
    public static int[] MaturityOf(ClaimSet dated, int[] maturity, int claims)
    {
        var maturityOf = new int[claims];
        Array.Fill(maturityOf, int.MaxValue);
        for (var entry = 0; entry < maturity.Length; entry++)
        {
            maturityOf[dated.PositionOf(entry)] = maturity[entry];
        }

        return maturityOf;
    }

    /// <summary>What a network has of each sort.</summary>
    /// <param name="network">The network.</param>
    /// <param name="isUndatedDue">Whether loans without maturity count as due in the first period.</param>
    /// <param name="claims">Its claims, at the amounts that are lent.</param>
    public static (ClaimSet Undated, ClaimSet Dated, int[] Maturity, ClaimSet OnDemand) Sorts(Network network, CompressedRows claims, bool isUndatedDue)
    {
        var (type, given) = (network.ClaimType, network.Terms is { } terms ? terms.Maturity.ToArray() : []);
        bool IsOnDemand(int claim) => !type.IsEmpty && type.Span[claim] == (byte)ExposureType.Demand;
        int MaturityOf(int claim) => given.Length > 0 && given[claim] != int.MaxValue ? given[claim] : isUndatedDue ? 0 : int.MaxValue;
        bool IsDated(int claim) => MaturityOf(claim) != int.MaxValue && !IsOnDemand(claim);
        var dated = Of(claims, IsDated);
        return (
            Of(claims, claim => !IsOnDemand(claim) && !IsDated(claim)),
            dated,
            [.. Enumerable.Range(0, dated.Rows.Count).Select(entry => MaturityOf(dated.PositionOf(entry)))],
            Of(claims, IsOnDemand));
    }
}
