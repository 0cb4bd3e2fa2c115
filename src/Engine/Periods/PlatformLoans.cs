namespace Contagion.Engine;

/// <summary>The loans that each platform has brought about or holds itself.</summary>
/// <param name="Rows">Row k: debtors and amounts of the loans of platform k.</param>
/// <param name="Maturity">Of each entry, the period in which it falls due; <see cref="int.MaxValue"/> for none.</param>
internal sealed record PlatformLoans(CompressedRows Rows, int[] Maturity)
{
    /// <summary>What is outstanding of a platform's loans.</summary>
    public TLanes Outstanding<TLanes>(int platform, Economy<TLanes> economy)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var sum = TLanes.Zero;
        for (var entry = Rows.Start[platform]; entry < Rows.Start[platform + 1]; entry++)
        {
            var debtor = Rows.Column[entry];
            var isOpen = TLanes.IsBelow(economy.PaidUpTo[debtor], TLanes.Of(Maturity[entry]));
            sum += TLanes.Of(Rows.Amount[entry]) * (isOpen & economy.Standing[debtor]);
        }

        return sum;
    }

    /// <summary>The loans of a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="claims">Its claims, at the amounts that are lent.</param>
    /// <param name="maturityOf">The period in which each claim falls due; <see cref="int.MaxValue"/> for none.</param>
    public static PlatformLoans Of(Network network, CompressedRows claims, int[] maturityOf)
    {
        var rows = new List<(int Debtor, double Amount, int Maturity)>?[network.Count];
        var terms = network.Terms;
        for (var creditor = 0; creditor < claims.Rows; creditor++)
        {
            for (var claim = claims.Start[creditor]; claim < claims.Start[creditor + 1]; claim++)
            {
                var platform = terms is { Platform.IsEmpty: false } ? terms.Platform[claim] : ClaimTerms.None;
                platform = platform == ClaimTerms.None && network.KindOf(creditor) == Model.InstitutionKind.Platform ? creditor : platform;
                if (platform != ClaimTerms.None)
                {
                    (rows[platform] ??= []).Add((claims.Column[claim], claims.Amount[claim], maturityOf[claim]));
                }
            }
        }

        var start = new int[network.Count + 1];
        for (var platform = 0; platform < network.Count; platform++)
        {
            start[platform + 1] = start[platform] + (rows[platform]?.Count ?? 0);
        }

        var all = rows.Where(row => row is not null).SelectMany(row => row!).ToArray();
        return new PlatformLoans(new CompressedRows(start, [.. all.Select(one => one.Debtor)], [.. all.Select(one => one.Amount)]), [.. all.Select(one => one.Maturity)]);
    }
}
