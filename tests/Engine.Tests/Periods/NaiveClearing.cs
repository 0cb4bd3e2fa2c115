using Contagion.Model;

namespace Contagion.Engine.Tests.Periods;

/// <summary>P5: payments, prices and bridging loans, round by round from the best that can be hoped for.</summary>
/// <remarks>models.md 2.8. Rounds go on until nothing moves at all but for rounding.</remarks>
internal static class NaiveClearing
{
    private const int RoundsMax = 200_000;
    private const double Still = 1e-13;

    /// <summary>Solves the period's clearing; nothing is booked yet.</summary>
    public static Dictionary<NaiveInstitution, NaiveState> Solve(NaiveEconomy economy)
    {
        var states = economy.Open.ToDictionary(institution => institution, institution => new NaiveState(economy, institution));
        var price = new Dictionary<string, double>(economy.Price);
        for (var round = 1; round <= RoundsMax; round++)
        {
            // Everybody looks at what was published in the round before.
            var published = states.ToDictionary(state => state.Key, state => state.Value.PaidShare);
            var isMoving = false;
            foreach (var state in states.Values)
            {
                isMoving |= Look(economy, state, published, price, round);
            }

            isMoving |= Sell(economy, states.Values, price);
            if (!isMoving)
            {
                foreach (var (asset, q) in price)
                {
                    states.Values.ToList().ForEach(state => state.Price[asset] = q);
                }

                foreach (var state in states.Values.Where(state => state.Need > 0 && LenderOf(economy, state.Institution) is not null))
                {
                    economy.Requests.Add((state.Institution, economy.Period));
                }

                return states;
            }
        }

        throw new InvalidOperationException($"the naive clearing of {economy.Scenario.Name} does not come to rest");
    }

    /// <summary>One institution looks at its books; true when anything about it changed.</summary>
    private static bool Look(
        NaiveEconomy economy, NaiveState state, Dictionary<NaiveInstitution, double> published, Dictionary<string, double> price, int round)
    {
        var institution = state.Institution;
        var (before, needBefore, soldBefore) = (state.PaidShare, state.Need, state.SoldShare);
        state.ClaimsValue = state.Claims.Sum(claim => claim.Amount * published[claim.Debtor]);
        state.Inflow = state.Claims.Where(claim => claim.IsDue).Sum(claim => claim.Amount * published[claim.Debtor]);
        var saleable = state.Claims.Where(claim => claim.IsSaleable).Sum(claim => claim.Amount * published[claim.Debtor]);
        var securities = institution.Securities(price);
        state.Net = institution.OutsideAssets(price) + state.ClaimsValue - state.Debts;
        state.Need = institution.IsSteady ? 0 : Math.Max(state.Need, state.Due - state.Liquid - state.Inflow);
        state.IsBridged = IsBridged(economy, state, securities);
        if (!state.HasFailed && Fails(economy, state, securities + ((1 - Discount(economy)) * saleable)))
        {
            (state.HasFailed, state.FailedInRound) = (true, round);
        }

        var sold = state.HasFailed ? 1 : state.IsBridged ? 0
            : Math.Max(Math.Max(institution.SellNext, ForCapital(economy, state, securities)), state.Need == 0 ? 0 : securities > 0 ? Math.Min(1, state.Need / securities) : 1);
        state.SoldShare = Math.Max(state.SoldShare, sold);
        if (state.HasFailed)
        {
            var estate = (economy.Mechanism.Alpha * institution.OutsideAssets(price)) + (economy.Mechanism.Beta * state.ClaimsValue);
            state.Distribute(estate);
        }
        else if (state.IsInRunOff)
        {
            state.PassOn(institution.OutsideAssets(price) + state.ClaimsValue);
        }

        return before - state.PaidShare > Still || state.FailedInRound == round
            || state.Need - needBefore > Still * Math.Max(1, state.Debts) || state.SoldShare - soldBefore > Still;
    }

    private static bool IsBridged(NaiveEconomy economy, NaiveState state, double securities) =>
        LenderOf(economy, state.Institution) is { } lender
        && (lender.Delay == 0 || economy.Requests.Contains((state.Institution, economy.Period - lender.Delay)))
        && state.Net >= 0 && state.Need > 0
        && state.Institution.Bridged + state.Need <= (1 - lender.Haircut) * securities
        && state.Institution.Bridged + state.Need <= (lender.Cap ?? double.PositiveInfinity);

    /// <summary>The lender of last resort, if it is there for an institution.</summary>
    private static LenderOfLastResort? LenderOf(NaiveEconomy economy, NaiveInstitution institution) =>
        economy.Scenario.Policies.LenderOfLastResort is { } lender && economy.InForce("lenderOfLastResort", lender, lender.From) is not null
        && (lender.Among is null ? institution.Given.Kind == InstitutionKind.Bank : economy.IsMeant(lender.Among, institution)) ? lender : null;

    private static bool Fails(NaiveEconomy economy, NaiveState state, double raisable)
    {
        var institution = state.Institution;
        if (institution.IsDeclared)
        {
            return true;
        }

        if (institution.IsSteady || state.Debts == 0)
        {
            return false;
        }

        var isInsolvent = economy.Mechanism.ZeroEquityIsDefault ? state.Net <= institution.Tolerance : state.Net < -institution.Tolerance;
        if (institution.IsInRunOff)
        {
            return false;
        }

        return (economy.Mechanism.Insolvency && isInsolvent) || (!state.IsBridged && !economy.IsSettlementSuspended && state.Need - raisable > institution.Tolerance);
    }

    /// <summary>Share of its securities that it sells to keep equity over risky assets: models.md 3.2.</summary>
    private static double ForCapital(NaiveEconomy economy, NaiveState state, double securities)
    {
        if (economy.Scenario.Channels.Market?.CapitalRatio is not { } ratio || securities == 0 || state.Net >= ratio * (securities + state.ClaimsValue))
        {
            return 0;
        }

        // What must remain is what equity can carry besides claims.
        return state.Net <= 0 ? 1 : Math.Min(1, (securities + state.ClaimsValue - (state.Net / ratio)) / securities);
    }

    /// <summary>Prices fall by what is sold; true when they did.</summary>
    private static bool Sell(NaiveEconomy economy, IEnumerable<NaiveState> states, Dictionary<string, double> price)
    {
        var isMoving = false;
        foreach (var asset in economy.Scenario.Channels.Market?.Assets ?? [])
        {
            var units = states.Sum(state => state.SoldShare * state.Institution.Units.GetValueOrDefault(asset.Name));
            var factor = asset.Depth is { } depth ? Math.Max(0, 1 - (units * economy.Price[asset.Name] / depth)) : Math.Exp(-asset.Impact * units);
            var lower = Math.Min(price[asset.Name], economy.Price[asset.Name] * factor);
            isMoving |= price[asset.Name] - lower > Still;
            price[asset.Name] = lower;
        }

        return isMoving;
    }

    /// <summary>What a loan loses that is sold before it is due, as a share of its value.</summary>
    public static double Discount(NaiveEconomy economy) => economy.Scenario.Channels.Liquidity?.Discount ?? 1;
}
