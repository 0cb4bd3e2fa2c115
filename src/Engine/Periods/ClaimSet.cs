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

    /// <summary>What a network has of each sort.</summary>
    /// <param name="network">The network.</param>
    /// <param name="claims">Its claims, at the amounts that are lent.</param>
    /// <param name="isUndatedDue">Whether loans without maturity count as due in the first period.</param>
    /// <returns>Loans, the period in which each falls due (<see cref="int.MaxValue"/> for none), the same of each claim of the network, and claims on demand.</returns>
    public static (ClaimSet Loans, int[] Maturity, int[] MaturityOfClaim, ClaimSet OnDemand) Sorts(Network network, CompressedRows claims, bool isUndatedDue)
    {
        var (type, maturityOf) = (network.ClaimType, new int[claims.Count]);
        bool IsOnDemand(int claim) => !type.IsEmpty && type.Span[claim] == (byte)ExposureType.Demand;
        for (var claim = 0; claim < maturityOf.Length; claim++)
        {
            var given = network.Terms is { Maturity.IsEmpty: false } terms ? terms.Maturity[claim] : int.MaxValue;
            maturityOf[claim] = IsOnDemand(claim) ? int.MaxValue : given == int.MaxValue && isUndatedDue ? 0 : given;
        }

        var loans = Of(claims, claim => !IsOnDemand(claim));
        int[] maturity = loans.Position.Length == 0 ? maturityOf : [.. loans.Position.Select(claim => maturityOf[claim])];
        return (loans, maturity, maturityOf, Of(claims, IsOnDemand));
    }
}
