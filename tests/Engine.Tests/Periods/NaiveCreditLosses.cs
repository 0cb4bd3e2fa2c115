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
        var left = new Dictionary<NaiveInstitution, double>();
        foreach (var (debtor, share, recovery) in Events(economy))
        {
            // A second event strikes what the first one has left.
            var rest = left.GetValueOrDefault(debtor, 1);
            losses.AddRange(Settle(economy, debtor, rest * share, recovery));
            left[debtor] = rest * (1 - share);
        }

        NaiveWaterfall.Call(economy, losses, [.. left.Where(one => one.Value == 0).Select(one => one.Key)]);
        foreach (var (debtor, rest) in left)
        {
            Forgive(economy, debtor, rest);
        }

        foreach (var (debtor, rest) in left)
        {
            Shrink(economy, debtor, rest);
        }
    }

    /// <summary>Who is struck, in the order of shocks: which share of the debts, and what is paid of it.</summary>
    private static List<(NaiveInstitution Debtor, double Share, double Recovery)> Events(NaiveEconomy economy)
    {
        var events = new List<(NaiveInstitution, double, double)>();
        for (var index = 0; index < economy.Scenario.Shocks.Count; index++)
        {
            var shock = economy.Scenario.Shocks[index];
            if (economy.Period < shock.At || economy.Period > (shock.Until ?? shock.At) || !(shock.Kind == ShockKind.Credit || shock is { Kind: ShockKind.Default, Recovery: not null }))
            {
                continue;
            }

            // Who is struck is the draw's to say; it is the same for everybody who asks.
            var chance = new Chance(economy.Scenario.Run.Seed, economy.Replication, shock, index, economy.Period);
            foreach (var debtor in economy.Open.Where(institution => institution.Given.Kind != InstitutionKind.Authority && economy.IsMeant(shock.Target, institution)))
            {
                var share = shock.Kind == ShockKind.Default ? 1
                    : ShareStruck(chance, economy.IndexOf(debtor), shock.Probability ?? debtor.Given.DefaultProbability ?? 0, (int)(debtor.Given.Members ?? 1));
                if (share > 0)
                {
                    events.Add((debtor, share, shock.Recovery ?? debtor.Given.Recovery ?? 0));
                }
            }
        }

        return events;
    }

    /// <summary>Settles a share of everything a debtor owed before this period's events.</summary>
    /// <returns>What the network's creditors lost by it.</returns>
    private static List<NaiveLoss> Settle(NaiveEconomy economy, NaiveInstitution debtor, double share, double recovery)
    {
        var losses = new List<NaiveLoss>();
        var paid = 0.0;
        foreach (var claim in economy.DebtsOf(debtor).ToList())
        {
            var struck = claim with { Amount = share * claim.Amount, Security = share * claim.Security };
            var loss = (1 - recovery) * (struck.Amount - (struck.Security * debtor.RealCollateral));
            paid += struck.Amount - loss;
            economy.Tally.CreditLoss += loss;
            losses.Add(new NaiveLoss(struck, loss, IsEvent: true));
            if (claim.Creditor is { } creditor)
            {
                creditor.Cash += struck.Amount - loss;
                creditor.FirstRoundLoss += loss;
            }
            else
            {
                economy.Tally.OutsideLoss += loss;
            }
        }

        var outside = share * (debtor.Deposits + debtor.OtherDebts + debtor.TrustDeficiency);
        economy.Tally.OutsideLoss += (1 - recovery) * outside;
        economy.Tally.CreditLoss += (1 - recovery) * (outside + (share * debtor.Bridged));
        economy.Tally.PublicLoss += (1 - recovery) * share * debtor.Bridged;
        paid += (recovery * (outside + (share * debtor.Bridged))) + (share * debtor.Trust);
        economy.Tally.DestroyedByCreditEvents -= paid;
        return losses;
    }

    /// <summary>What has been settled is owed no more; promises made just now were not struck.</summary>
    private static void Forgive(NaiveEconomy economy, NaiveInstitution debtor, double rest)
    {
        foreach (var claim in economy.DebtsOf(debtor).Where(claim => claim.Type != ExposureType.Guarantee))
        {
            claim.SplitOff(1 - rest);
        }

        economy.Claims.RemoveAll(claim => claim.Amount == 0);
    }

    /// <summary>Those who were struck are gone, with all they owned and owed.</summary>
    private static void Shrink(NaiveEconomy economy, NaiveInstitution debtor, double rest)
    {
        economy.Tally.DestroyedByCreditEvents += (1 - rest) * economy.Assets(debtor);
        debtor.FirstRoundLoss += (1 - rest) * (Math.Max(0, debtor.InitialEquity) - debtor.FirstRoundLoss);
        (debtor.Cash, debtor.Reserve, debtor.External) = (debtor.Cash * rest, debtor.Reserve * rest, debtor.External * rest);
        (debtor.Trust, debtor.ClientMoney) = (debtor.Trust * rest, debtor.ClientMoney * rest);
        (debtor.Deposits, debtor.OtherDebts, debtor.Bridged) = (debtor.Deposits * rest, debtor.OtherDebts * rest, debtor.Bridged * rest);
        foreach (var asset in debtor.Units.Keys)
        {
            debtor.Units[asset] *= rest;
        }

        // Its claims go to somebody outside, and with them what others stand for.
        economy.Covered.Where(covered => covered.Loss.Claim.Creditor == debtor).ToList().ForEach(covered => covered.Amount *= rest);
        foreach (var claim in economy.ClaimsOf(debtor).ToList())
        {
            economy.Claims.Add(claim.SplitOff(1 - rest) with { Creditor = null });
        }

        economy.Claims.RemoveAll(claim => claim.Amount == 0);
        if (rest == 0)
        {
            (debtor.IsClosed, debtor.IsInDefault, debtor.IsFundamental, debtor.LeftToOwners, debtor.DefaultedIn) = (true, true, true, 0, economy.Period);
        }
    }

    /// <summary>Each member of a cohort has a fortune of its own; the common factor is the same.</summary>
    private static double ShareStruck(Chance chance, int borrower, double probability, int members) =>
        Enumerable.Range(0, members).Count(member => chance.Strikes(borrower, Networks.Elementary.NormalQuantile(probability), (uint)member)) / (double)members;
}
