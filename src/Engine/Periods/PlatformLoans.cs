namespace Contagion.Engine;

/// <summary>The loans that each platform has brought about or holds itself, by debtor.</summary>
/// <param name="Rows">Row i: platforms and amounts of the loans to institution i.</param>
/// <param name="Maturity">Of each entry, the period in which it falls due; <see cref="int.MaxValue"/> for none.</param>
internal sealed record PlatformLoans(CompressedRows Rows, int[] Maturity)
{
    /// <summary>The loans of a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="claims">Its claims, at the amounts that are lent.</param>
    /// <param name="maturityOf">The period in which each claim falls due; <see cref="int.MaxValue"/> for none.</param>
    public static PlatformLoans Of(Network network, CompressedRows claims, int[] maturityOf)
    {
        var loans = new List<(int Debtor, int Platform, double Amount, int Maturity)>();
        var terms = network.Terms;
        for (var creditor = 0; creditor < claims.Rows; creditor++)
        {
            for (var claim = claims.Start[creditor]; claim < claims.Start[creditor + 1]; claim++)
            {
                var platform = terms is { Platform.IsEmpty: false } ? terms.Platform[claim] : ClaimTerms.None;
                platform = platform == ClaimTerms.None && network.KindOf(creditor) == Model.InstitutionKind.Platform ? creditor : platform;
                if (platform != ClaimTerms.None && network.IsLoan(claim))
                {
                    loans.Add((claims.Column[claim], platform, claims.Amount[claim], maturityOf[claim]));
                }
            }
        }

        int[] debtor = [.. loans.Select(loan => loan.Debtor)];
        var start = CountingSort.Starts(debtor, network.Count);
        var sorted = Array.ConvertAll(CountingSort.Order(debtor, start, []), loan => loans[loan]);
        return new PlatformLoans(
            new CompressedRows(start, Array.ConvertAll(sorted, loan => loan.Platform), Array.ConvertAll(sorted, loan => loan.Amount)),
            Array.ConvertAll(sorted, loan => loan.Maturity));
    }
}
