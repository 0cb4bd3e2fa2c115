using Contagion.Model;

namespace Contagion.Engine;

/// <summary>What collateral is worth to each claim, at most the claim: <c>models.md</c> 6.4.</summary>
internal static class Security
{
    /// <summary>The security of each claim, in the order of <see cref="Network.Claims"/>; empty when there is no collateral.</summary>
    /// <param name="network">The network.</param>
    /// <param name="rule">How a thing pledged for several claims is shared among them.</param>
    /// <param name="claims">Its claims, at the amounts that are lent.</param>
    public static double[] Of(Network network, CompressedRows claims, PledgeRule rule)
    {
        if (network.Terms is not { Collateral.IsEmpty: false } terms)
        {
            return [];
        }

        var amount = claims.Amount;
        var security = new double[amount.Length];
        var claimsOfPledge = new Dictionary<int, List<int>>();
        for (var claim = 0; claim < security.Length; claim++)
        {
            var value = double.IsNaN(terms.Collateral[claim]) ? 0 : terms.Collateral[claim];
            if (!terms.Pledge.IsEmpty && terms.Pledge[claim] >= 0)
            {
                claimsOfPledge.TryAdd(terms.Pledge[claim], []);
                claimsOfPledge[terms.Pledge[claim]].Add(claim);
                continue;
            }

            security[claim] = Math.Min(value, amount[claim]);
        }

        foreach (var pledged in claimsOfPledge.Values)
        {
            var inOrder = terms.Registration.IsEmpty ? pledged : [.. pledged.OrderBy(claim => network.Terms!.Registration[claim])];
            double[] pledgedFor = [.. inOrder.Select(claim => claims.Amount[claim])];
            var shares = Share(network.Terms!.Collateral[inOrder[0]], pledgedFor, rule);
            for (var item = 0; item < inOrder.Count; item++)
            {
                security[inOrder[item]] = shares[item];
            }
        }

        return security;
    }

    /// <summary>What a thing of some value is worth to each of the claims that it is pledged for.</summary>
    /// <param name="value">V.</param>
    /// <param name="claims">C_k, in the order of registration.</param>
    /// <param name="rule">How it is shared.</param>
    public static double[] Share(double value, IReadOnlyList<double> claims, PledgeRule rule)
    {
        var (total, rest) = (claims.Sum(), value);
        var shares = new double[claims.Count];
        for (var claim = 0; claim < shares.Length; claim++)
        {
            shares[claim] = rule switch
            {
                PledgeRule.ProRata => Math.Min(claims[claim], total > 0 ? value * (claims[claim] / total) : 0),
                PledgeRule.Registered => Math.Min(claims[claim], rest),
                _ => claim == 0 ? Math.Min(claims[claim], value) : 0,
            };
            rest -= shares[claim];
        }

        return shares;
    }
}
