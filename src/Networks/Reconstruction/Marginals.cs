namespace Contagion.Networks;

/// <summary>What each institution lends to all others together and owes to them: all that is known of a network that cannot be observed.</summary>
/// <remarks>
/// Some network without claims on oneself has these totals if and only if they add up to the same and r_i + c_i ≤ Σ for every i
/// (<c>models.md</c> 8.2). Totals that agree but for rounding are made to agree exactly.
/// </remarks>
public sealed class Marginals
{
    /// <summary>How far totals may disagree, and an institution exceed what others have, as a share of the total: what rounding in a source may do.</summary>
    public const double Tolerance = 1e-6;

    /// <summary>Below this share of the total, what an institution leaves to claims among others is rounding: it has none.</summary>
    private const double Rounding = 1e-13;

    private readonly double[] _assets;
    private readonly double[] _liabilities;

    private Marginals(double[] assets, double[] liabilities)
    {
        (_assets, _liabilities, Total) = (assets, liabilities, Sum(assets));
        var slack = Enumerable.Range(0, Count).Select(Slack).ToArray();
        if (Total > 0 && Array.IndexOf(slack, slack.Min()) is var hub && slack[hub] <= Rounding * Total)
        {
            Hub = hub;
            (_assets[hub], _liabilities[hub]) = (0, 0);
            (_assets[hub], _liabilities[hub]) = (Sum(_liabilities), Sum(_assets));
            Total = _assets[hub] + _liabilities[hub];
        }
    }

    /// <summary>Number of institutions.</summary>
    public int Count => _assets.Length;

    /// <summary>c: the claims of each institution on all others together.</summary>
    public ReadOnlySpan<double> Assets => _assets;

    /// <summary>r: the debts of each institution to all others together.</summary>
    public ReadOnlySpan<double> Liabilities => _liabilities;

    /// <summary>Σ: all claims, which are all debts.</summary>
    public double Total { get; }

    /// <summary>The institution that is creditor or debtor of every claim there is; null where there is none. With one, only one network has these totals.</summary>
    public int? Hub { get; }

    /// <summary>How many others each lends to and owes; null where that is not known.</summary>
    public Degrees? Degrees { get; private init; }

    /// <summary>The same totals with degrees that fit them.</summary>
    public Marginals With(Degrees degrees) => new(_assets, _liabilities) { Degrees = degrees };

    /// <summary>Institutions that lend.</summary>
    public int Creditors => _assets.Count(amount => amount > 0);

    /// <summary>Institutions that owe.</summary>
    public int Debtors => _liabilities.Count(amount => amount > 0);

    /// <summary>Pairs that can have a claim: a creditor that lends and another institution that owes.</summary>
    public long Pairs => ((long)Creditors * Debtors) - Enumerable.Range(0, Count).Count(one => _assets[one] > 0 && _liabilities[one] > 0);

    /// <summary>Makes marginals that some network has.</summary>
    /// <param name="ids">What the institutions are called.</param>
    /// <param name="assets">Claims of each on the network, at least 0.</param>
    /// <param name="liabilities">Debts of each to the network, at least 0.</param>
    /// <param name="tell">Told what is wrong, with the institution that is to blame or null for all.</param>
    /// <returns>Null when anything is wrong.</returns>
    public static Marginals? TryMake(IReadOnlyList<string> ids, ReadOnlySpan<double> assets, ReadOnlySpan<double> liabilities, Action<int?, string> tell)
    {
        var isSound = true;
        for (var one = 0; one < ids.Count; one++)
        {
            foreach (var (name, amount) in new[] { ("network_assets", assets[one]), ("network_liabilities", liabilities[one]) })
            {
                if (!(amount >= 0 && amount <= InstitutionRules.AmountMax))
                {
                    Tell(one, $"{name} of '{ids[one]}' is {amount:R}; expected a finite number from 0 to {InstitutionRules.AmountMax:R}");
                }
            }
        }

        if (!isSound)
        {
            return null;
        }

        var (owned, owed) = (assets.ToArray(), liabilities.ToArray());
        var (lent, borrowed) = (Sum(owned), Sum(owed));
        if (!(Math.Abs(lent - borrowed) <= Tolerance * Math.Max(lent, borrowed)))
        {
            Tell(null, FormattableString.Invariant($"network_assets add up to {lent:R} and network_liabilities to {borrowed:R}; expected the same, since a claim of one is a debt of another"));
            return null;
        }

        for (var one = 0; one < owed.Length && lent != borrowed; one++)
        {
            owed[one] *= lent / borrowed;
        }

        for (var one = 0; one < owed.Length; one++)
        {
            if (owned[one] + owed[one] > lent * (1 + Tolerance))
            {
                Tell(one, FormattableString.Invariant(
                    $"'{ids[one]}' has network_assets {assets[one]:R} and network_liabilities {liabilities[one]:R}, together more than all claims there are, {lent:R}; expected at most that, since nobody lends to itself"));
            }
        }

        return isSound ? new Marginals(owned, owed) : null;

        void Tell(int? institution, string fault)
        {
            isSound = false;
            tell(institution, fault);
        }
    }

    /// <summary>Makes marginals that are known to be those of a network.</summary>
    /// <exception cref="ArgumentException">They are not.</exception>
    public static Marginals Of(ReadOnlySpan<double> assets, ReadOnlySpan<double> liabilities) =>
        TryMake([.. Enumerable.Range(0, assets.Length).Select(one => $"B{one}")], assets, liabilities, (_, fault) => throw new ArgumentException(fault))!;

    /// <summary>The largest difference between what claims add up to and these marginals, as a share of the total; 0 where there is nothing.</summary>
    /// <param name="claims">A row a creditor.</param>
    public double ErrorOf(CompressedRows claims)
    {
        var (lent, borrowed, error) = (claims.RowSums(), claims.ColumnSums(Count), 0.0);
        for (var one = 0; one < Count; one++)
        {
            error = Math.Max(error, Math.Max(Math.Abs(lent[one] - _assets[one]), Math.Abs(borrowed[one] - _liabilities[one])));
        }

        return Total > 0 ? error / Total : error;
    }

    /// <summary>The one network of a <see cref="Hub"/>.</summary>
    internal CompressedRows Star()
    {
        var (hub, claims) = (Hub!.Value, new ClaimRows(Count));
        for (var creditor = 0; creditor < Count; creditor++)
        {
            for (var debtor = 0; creditor == hub && debtor < Count; debtor++)
            {
                claims.Add(debtor, debtor == hub ? 0 : _liabilities[debtor]);
            }

            claims.Add(hub, creditor == hub ? 0 : _assets[creditor]);
            claims.EndRow();
        }

        return claims.Build();
    }

    /// <summary>What an institution leaves to claims among others: below 0 by rounding only.</summary>
    internal double Slack(int institution) => Total - _assets[institution] - _liabilities[institution];

    /// <summary>A sum that does not lose what is small beside what is large.</summary>
    /// <remarks>Neumaier (1974), ZAMM 54(1):39–51.</remarks>
    private static double Sum(ReadOnlySpan<double> amounts)
    {
        var (sum, lost) = (0.0, 0.0);
        foreach (var amount in amounts)
        {
            var next = sum + amount;
            lost += Math.Abs(sum) >= Math.Abs(amount) ? (sum - next) + amount : (amount - next) + sum;
            sum = next;
        }

        return sum + lost;
    }
}
