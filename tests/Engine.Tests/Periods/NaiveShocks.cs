using Contagion.Model;

namespace Contagion.Engine.Tests.Periods;

/// <summary>P1: shocks in the order of the file.</summary>
internal static class NaiveShocks
{
    /// <summary>Lets the shocks of the period happen.</summary>
    public static void Happen(NaiveEconomy economy)
    {
        foreach (var institution in economy.Institutions)
        {
            (institution.IsDeclared, institution.ShockedShare, institution.ShockedAmount) = (false, 0, 0);
            (institution.MoreLoad, institution.News) = (0, 0);
        }

        foreach (var shock in economy.Scenario.Shocks.Where(shock => economy.Period >= shock.At && economy.Period <= (shock.Until ?? shock.At)))
        {
            if (shock.Kind is ShockKind.Regulation)
            {
                continue;
            }

            if (shock.Kind is ShockKind.PriceDrop or ShockKind.RateShock)
            {
                LowerPrices(economy, shock);
                continue;
            }

            if ((shock.Amount ?? shock.Fraction) is ShockSize.Fixed { Value: 0 })
            {
                continue;
            }

            foreach (var institution in economy.Open.Where(institution => economy.IsMeant(shock.Target, institution)).ToList())
            {
                var taken = Taken(economy, shock, institution);
                economy.Tally.Shocks += taken;
                institution.FirstRoundLoss += taken;
            }
        }
    }

    /// <summary>Puts policies in force and out of force, before anything else in the period.</summary>
    public static void Regulate(NaiveEconomy economy)
    {
        foreach (var shock in economy.Scenario.Shocks.Where(shock => shock.Kind == ShockKind.Regulation && economy.Period >= shock.At && economy.Period <= (shock.Until ?? shock.At)))
        {
            economy.Switched[shock.Policy!] = (shock.On ?? true, economy.Period);
        }
    }

    /// <summary>What a shock takes from an institution.</summary>
    private static double Taken(NaiveEconomy economy, Shock shock, NaiveInstitution hit)
    {
        double Of(double whole) => shock.Amount is ShockSize.Fixed amount ? amount.Value : whole * (shock.Fraction is ShockSize.Fixed fraction ? fraction.Value : 1);
        switch (shock.Kind)
        {
            case ShockKind.Default when shock.Recovery is null:
                var everything = hit.OutsideAssets(economy.Price);
                (hit.Cash, hit.Reserve, hit.External, hit.IsDeclared) = (0, 0, 0, hit.Given.Kind != InstitutionKind.Authority);
                hit.Units.Clear();
                return everything;
            case ShockKind.AssetLoss:
                var lost = Math.Min(hit.External, Of(hit.External));
                hit.External -= lost;
                return lost;
            case ShockKind.EquityLoss:
                return Charge(hit, Of(Math.Max(0, hit.InitialEquity)));
            case ShockKind.Withdrawal when shock.Amount is not null:
                hit.ShockedAmount += Of(0);
                return 0;
            case ShockKind.Withdrawal:
                hit.ShockedShare += Of(1);
                return 0;
            case ShockKind.Fraud when hit.IsUnseen:
                var unseen = hit.External;
                (hit.External, hit.IsDeclared) = (0, true);
                return unseen;
            case ShockKind.Fraud:
                var carriedOff = Of(hit.Cash) + Of(hit.Reserve);
                (hit.Cash, hit.Reserve, hit.IsDeclared) = (hit.Cash - Of(hit.Cash), hit.Reserve - Of(hit.Reserve), hit.Given.Kind != InstitutionKind.Authority);
                return carriedOff;
            case ShockKind.PledgeFraud:
                hit.RealCollateral *= 1 - Of(1);
                return 0;
            case ShockKind.Outage:
                hit.Outages.Add((economy.Period, economy.Period + (shock.Duration ?? 1), Of(1)));
                return 0;
            case ShockKind.Load:
                hit.MoreLoad += Of(hit.Given.Load ?? 0);
                return 0;
            case ShockKind.News:
                hit.News += Of(1);
                return 0;
            case ShockKind.Suspension:
                var before = economy.Period + (shock.Duration ?? 1);
                hit.SuspendedBefore = Math.Max(hit.SuspendedBefore, before);
                return 0;
            case ShockKind.Reopening:
                hit.SuspendedBefore = economy.Period;
                return 0;
            case ShockKind.Theft:
                return Steal(hit, Of(hit.Trust > hit.Tolerance ? hit.Trust : hit.Cash));
            case ShockKind.OperatorError:
                return Charge(hit, Of(hit.Cash));
            default:
                // Credit events are P3's.
                return 0;
        }
    }

    /// <summary>From external assets, then from cash; what neither covers is owed to somebody outside.</summary>
    private static double Charge(NaiveInstitution hit, double amount)
    {
        var fromExternal = Math.Min(hit.External, amount);
        var fromCash = Math.Min(hit.Cash, amount - fromExternal);
        hit.External -= fromExternal;
        hit.Cash -= fromCash;
        hit.OtherDebts += amount - fromExternal - fromCash;
        return amount;
    }

    private static double Steal(NaiveInstitution hit, double amount)
    {
        var fromTrust = Math.Min(hit.Trust, amount);
        var fromCash = Math.Min(hit.Cash, amount - fromTrust);
        hit.Trust -= fromTrust;
        hit.Cash -= fromCash;
        return fromTrust + fromCash;
    }

    private static void LowerPrices(NaiveEconomy economy, Shock shock)
    {
        var size = ((shock.Amount ?? shock.Fraction) as ShockSize.Fixed)?.Value ?? 1;
        foreach (var asset in economy.Scenario.Channels.Market?.Assets ?? [])
        {
            if (shock.Asset is null || shock.Asset == asset.Name)
            {
                var fall = economy.Price[asset.Name] * (shock.Kind == ShockKind.PriceDrop ? size : Math.Min(1, asset.Duration * size));
                economy.Price[asset.Name] -= fall;
                foreach (var holder in economy.Open)
                {
                    var lost = fall * holder.Units.GetValueOrDefault(asset.Name);
                    economy.Tally.PriceLoss += lost;
                    holder.FirstRoundLoss += lost;
                }
            }
        }
    }
}
