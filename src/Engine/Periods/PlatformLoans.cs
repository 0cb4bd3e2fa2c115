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
                if (platform != ClaimTerms.None)
                {
                    loans.Add((claims.Column[claim], platform, claims.Amount[claim], maturityOf[claim]));
                }
            }
        }

        var start = new int[network.Count + 1];
        foreach (var (debtor, _, _, _) in loans)
        {
            start[debtor + 1]++;
        }

        for (var debtor = 0; debtor < network.Count; debtor++)
        {
            start[debtor + 1] += start[debtor];
        }

        var (next, platforms, amounts, maturities) = (start[..^1], new int[loans.Count], new double[loans.Count], new int[loans.Count]);
        foreach (var (debtor, platform, amount, maturity) in loans)
        {
            var place = next[debtor]++;
            (platforms[place], amounts[place], maturities[place]) = (platform, amount, maturity);
        }

        return new PlatformLoans(new CompressedRows(start, platforms, amounts), maturities);
    }
}
