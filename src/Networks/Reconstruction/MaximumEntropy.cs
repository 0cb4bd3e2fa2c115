namespace Contagion.Networks;

/// <summary>Claims spread as evenly as the totals allow: everybody lends to everybody. One network, the solution of RAS.</summary>
/// <remarks>
/// The matrix of largest entropy, which is nearest to r_i c_j / Σ in relative entropy, with an empty diagonal. Upper (2011), Journal of Financial
/// Stability 7(3):111–125, §3. <see cref="EntropyFactors"/> says how it is found.
/// </remarks>
public sealed record MaximumEntropy : Reconstruction
{
    /// <inheritdoc/>
    public override string Name => "maximum-entropy";

    /// <inheritdoc/>
    public override bool IsRandom => false;

    /// <inheritdoc/>
    public override IEnumerable<(string? Key, string Fault)> Faults(Marginals marginals) =>
        marginals.Pairs <= ExposuresMax || marginals.Hub is not null ? [] :
        [
            ("method", FormattableString.Invariant($"maximum entropy links everybody with everybody, {marginals.Pairs:N0} exposures; expected at most {ExposuresMax:N0}, or another method")),
        ];

    /// <inheritdoc/>
    public override Func<ulong, uint, CompressedRows> Prepare(Marginals marginals)
    {
        var claims = Solve(marginals);
        return (_, _) => claims;
    }

    /// <summary>The claims, a row a creditor.</summary>
    public static CompressedRows Solve(Marginals marginals)
    {
        if (marginals.Total == 0)
        {
            return CompressedRows.Empty(marginals.Count);
        }

        if (marginals.Hub is not null)
        {
            return marginals.Star();
        }

        var factors = EntropyFactors.Of(marginals);
        var (a, b, claims) = (factors.OfDebtor, factors.OfCreditor, new ClaimRows(marginals.Count, (int)marginals.Pairs));
        for (var creditor = 0; creditor < b.Length; creditor++)
        {
            for (var debtor = 0; debtor < a.Length && b[creditor] > 0; debtor++)
            {
                claims.Add(debtor, debtor == creditor ? 0 : a[debtor] * b[creditor]);
            }

            claims.EndRow();
        }

        return claims.Build();
    }
}
