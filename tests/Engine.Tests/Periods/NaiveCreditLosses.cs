using Contagion.Model;

namespace Contagion.Engine.Tests.Periods;

/// <summary>P3: credit events settle debts, and losses go down the waterfall.</summary>
internal static class NaiveCreditLosses
{
    /// <summary>Lets the credit events of the period happen and calls what was promised.</summary>
    public static void Happen(NaiveEconomy economy)
    {
        var losses = economy.Uncalled;
        economy.Uncalled = [];
        foreach (var (debtor, share, recovery) in Events(economy))
        {
            losses.AddRange(Settle(economy, debtor, share, recovery));
        }

        NaiveWaterfall.Call(economy, losses);
    }

    /// <summary>Who is struck, in the order of shocks: which share of the debts, and what is paid of it.</summary>
    private static IEnumerable<(NaiveInstitution Debtor, double Share, double Recovery)> Events(NaiveEconomy economy)
    {
        for (var index = 0; index < economy.Scenario.Shocks.Count; index++)
        {
            var shock = economy.Scenario.Shocks[index];
            if (economy.Period < shock.At || economy.Period > (shock.Until ?? shock.At) || !(shock.Kind == ShockKind.Credit || shock is { Kind: ShockKind.Default, Recovery: not null }))
            {
                continue;
            }

            // Who is struck is the draw's to say; it is the same for everybody who asks.
            var chance = new Chance(economy.Scenario.Run.Seed, 0, shock, index, economy.Period);
            foreach (var debtor in economy.Open.Where(institution => economy.IsMeant(shock.Target, institution)).ToList())
            {
                var share = shock.Kind == ShockKind.Default ? 1
                    : chance.ShareStruck(economy.IndexOf(debtor), shock.Probability ?? debtor.Given.DefaultProbability ?? 0, (int)(debtor.Given.Members ?? 1));
                if (share > 0)
                {
                    yield return (debtor, share, shock.Recovery ?? debtor.Given.Recovery ?? 0);
                }
            }
        }
    }

    /// <summary>Settles a share of everything a debtor owes.</summary>
    /// <returns>What the network's creditors lost by it.</returns>
    private static List<(NaiveClaim Claim, double Loss)> Settle(NaiveEconomy economy, NaiveInstitution debtor, double share, double recovery)
    {
        var losses = new List<(NaiveClaim, double)>();
        var (owned, paid) = (share * economy.Assets(debtor), 0.0);
        foreach (var claim in economy.DebtsOf(debtor).ToList())
        {
            var struck = claim.SplitOff(share);
            var loss = (1 - recovery) * (struck.Amount - (struck.Security * debtor.RealCollateral));
            paid += struck.Amount - loss;
            economy.Tally.CreditLoss += loss;
            if (claim.Creditor is { } creditor)
            {
                creditor.Cash += struck.Amount - loss;
                losses.Add((struck, loss));
            }
            else
            {
                economy.Tally.OutsideLoss += loss;
            }
        }

        var outside = share * (debtor.Deposits + debtor.OtherDebts + debtor.TrustDeficiency);
        economy.Tally.OutsideLoss += (1 - recovery) * outside;
        economy.Tally.CreditLoss += (1 - recovery) * outside;
        economy.Tally.PublicLoss += (1 - recovery) * share * debtor.Bridged;
        paid += (recovery * (outside + (share * debtor.Bridged))) + (share * debtor.Trust);
        economy.Tally.DestroyedByCreditEvents += owned - paid;
        Shrink(economy, debtor, share);
        return losses;
    }

    /// <summary>Those who were struck are gone with all they owned.</summary>
    private static void Shrink(NaiveEconomy economy, NaiveInstitution debtor, double share)
    {
        (debtor.Cash, debtor.Reserve, debtor.External) = (debtor.Cash * (1 - share), debtor.Reserve * (1 - share), debtor.External * (1 - share));
        (debtor.Trust, debtor.ClientMoney) = (debtor.Trust * (1 - share), debtor.ClientMoney * (1 - share));
        (debtor.Deposits, debtor.OtherDebts, debtor.Bridged) = (debtor.Deposits * (1 - share), debtor.OtherDebts * (1 - share), debtor.Bridged * (1 - share));
        foreach (var asset in debtor.Units.Keys)
        {
            debtor.Units[asset] *= 1 - share;
        }

        // Its claims go to somebody outside.
        foreach (var claim in economy.ClaimsOf(debtor).ToList())
        {
            economy.Claims.Add(claim.SplitOff(share) with { Creditor = null });
        }

        economy.Claims.RemoveAll(claim => claim.Amount == 0);
        if (share == 1)
        {
            (debtor.IsClosed, debtor.IsInDefault, debtor.IsFundamental, debtor.LeftToOwners) = (true, true, true, 0);
        }
    }
}
