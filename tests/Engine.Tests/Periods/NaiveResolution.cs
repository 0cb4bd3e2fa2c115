using Contagion.Model;

namespace Contagion.Engine.Tests.Periods;

/// <summary>P6: who stands pays what is due, who failed is wound up.</summary>
internal static class NaiveResolution
{
    /// <summary>Books what clearing found.</summary>
    public static void Happen(NaiveEconomy economy, Dictionary<NaiveInstitution, NaiveState> states)
    {
        var standing = states.Values.Where(state => !state.HasFailed).ToList();
        var failed = states.Values.Where(state => state.HasFailed).ToList();
        LowerPrices(economy, states);
        standing.Where(state => state is { IsInRunOff: true, PaidShare: < 1 }).ToList().ForEach(state => WriteDown(economy, state));
        standing.ForEach(state => Raise(economy, state, states));
        standing.ForEach(state => PayOutside(economy, state, states));
        failed.ForEach(state => WindUp(economy, state));
        SettleClaims(economy, states);
        standing.ForEach(state => NaiveDeleveraging.PayBack(state.Institution, state.ForLeverage));
        failed.ForEach(state => Close(economy, state));
    }

    private static void LowerPrices(NaiveEconomy economy, Dictionary<NaiveInstitution, NaiveState> states)
    {
        foreach (var (asset, price) in states.Values.FirstOrDefault()?.Price ?? [])
        {
            economy.Tally.PriceLoss += (economy.Price[asset] - price) * states.Keys.Sum(institution => institution.Units.GetValueOrDefault(asset));
            economy.Price[asset] = price;
        }
    }

    /// <summary>Finds what is due beyond cash and inflow: reserve, income, then the bridge, or else securities and loans.</summary>
    private static void Raise(NaiveEconomy economy, NaiveState state, Dictionary<NaiveInstitution, NaiveState> states)
    {
        var institution = state.Institution;
        var lack = Math.Max(0, state.Due - institution.Cash - state.Inflow);
        var fromReserve = Math.Min(lack, state.ReserveForLiquidity);
        var fromIncome = Math.Min(lack - fromReserve, state.Income);
        institution.Reserve -= fromReserve;
        institution.External -= fromIncome;
        institution.Cash += fromReserve + fromIncome;
        if (state.IsBridged)
        {
            institution.Bridged += state.Need;
            institution.Cash += state.Need;
            economy.Tally.Bridged += state.Need;
            return;
        }

        var proceeds = state.SoldShare * institution.Securities(economy.Price);
        foreach (var asset in institution.Units.Keys)
        {
            institution.Units[asset] *= 1 - state.SoldShare;
        }

        institution.Cash += proceeds;
        state.ForLeverage = Math.Min(institution.SellNext * proceeds / Math.Max(state.SoldShare, double.Epsilon), Math.Max(0, proceeds - state.Need));
        SellLoans(economy, state, state.Need - proceeds - LateInflow(state, states), states);
    }

    /// <summary>What debtors that fail today pay of what was not due yet: too late to keep anybody from failing, but before anybody sells loans.</summary>
    private static double LateInflow(NaiveState state, Dictionary<NaiveInstitution, NaiveState> states) =>
        state.Claims.Where(claim => !claim.IsDue && states[claim.Debtor].HasFailed).Sum(claim => claim.Amount * states[claim.Debtor].PaidShare);

    /// <summary>What it is paid in this period.</summary>
    private static double Received(NaiveState state, Dictionary<NaiveInstitution, NaiveState> states) =>
        state.Claims.Sum(claim => states[claim.Debtor].HasFailed ? claim.Amount * states[claim.Debtor].PaidShare : claim.IsDue ? claim.Amount : 0);

    private static void SellLoans(NaiveEconomy economy, NaiveState state, double needed, Dictionary<NaiveInstitution, NaiveState> states)
    {
        var loans = state.Claims.Where(claim => claim.IsSaleable && !states[claim.Debtor].HasFailed).ToList();
        var (value, discount) = (loans.Sum(claim => claim.Amount), NaiveClearing.Discount(economy));
        if (needed <= 0 || discount == 1 || value == 0)
        {
            return;
        }

        var share = Math.Min(1, needed / ((1 - discount) * value));
        foreach (var loan in loans)
        {
            economy.Claims.Add(loan.SplitOff(share) with { Creditor = null });
        }

        economy.Claims.RemoveAll(claim => claim.Amount == 0);
        state.Institution.Cash += share * (1 - discount) * value;
        economy.Tally.Discounts += share * discount * value;
    }

    private static void PayOutside(NaiveEconomy economy, NaiveState state, Dictionary<NaiveInstitution, NaiveState> states)
    {
        var institution = state.Institution;
        institution.Cash -= state.Due;
        if (institution.Given.Kind == InstitutionKind.Authority || economy.IsSettlementSuspended || state.IsInRunOff)
        {
            // An authority issues the money that it lacks; while settlement is suspended, and for who is closed in order, somebody outside lends it.
            var issued = Math.Max(0, -(institution.Cash + Received(state, states)));
            institution.Cash += issued;
            institution.OtherDebts += issued;
        }

        institution.Deposits -= institution.DepositsDue;
        institution.ClientMoney -= institution.ClientMoneyDue;
        economy.Tally.Withdrawn += institution.DepositsDue + institution.ClientMoneyDue + institution.PaidFromTrust
            + economy.DebtsOf(institution).Where(claim => claim is { IsDue: true, Type: ExposureType.Demand }).Sum(claim => claim.Amount);
    }

    /// <summary>Hands out the estate of who failed.</summary>
    private static void WindUp(NaiveEconomy economy, NaiveState state)
    {
        var (institution, mechanism) = (state.Institution, economy.Mechanism);
        economy.Tally.Deadweight += ((1 - mechanism.Alpha) * institution.OutsideAssets(economy.Price)) + ((1 - mechanism.Beta) * state.ClaimsValue);
        var externalShare = mechanism.ExternalCreditors == ExternalCreditors.Senior ? state.PaidShareAhead : state.PaidShare;
        var clientShare = mechanism.ClientDeficiency == ExternalCreditors.Senior ? state.PaidShareAhead : state.PaidShare;
        economy.Tally.OutsideLoss += ((1 - externalShare) * (institution.Deposits + institution.OtherDebts)) + ((1 - clientShare) * institution.TrustDeficiency);
        economy.Tally.PublicLoss += (1 - state.PaidShareAhead) * institution.Bridged;
        institution.IsFundamental = institution.IsDeclared
            || (state.FailedInRound == 1 && institution.InitialEquity - institution.FirstRoundLoss < -institution.Tolerance);
    }

    private static void SettleClaims(NaiveEconomy economy, Dictionary<NaiveInstitution, NaiveState> states)
    {
        foreach (var claim in economy.Claims.ToList())
        {
            var debtor = states[claim.Debtor];
            var creditor = claim.Creditor is null ? null : states[claim.Creditor];
            var paid = debtor.HasFailed ? debtor.PaidShare * claim.Amount : claim.IsDue ? claim.Amount : 0;
            if (creditor is { HasFailed: false })
            {
                creditor.Institution.Cash += paid;
            }

            if (debtor.HasFailed)
            {
                economy.Tally.OutsideLoss += claim.Creditor is null ? claim.Amount - paid : 0;
                if (claim.Amount > paid)
                {
                    economy.Uncalled.Add(new NaiveLoss(creditor is { HasFailed: false } ? claim : claim with { Creditor = null }, claim.Amount - paid, IsEvent: false));
                }
            }

            if (debtor.HasFailed || claim.IsDue)
            {
                claim.Unpaid += claim.Amount - paid;
                economy.Claims.Remove(claim);
            }
            else if (creditor is { HasFailed: true })
            {
                // It was sold for what it is worth, to somebody outside.
                claim.Creditor = null;
            }
        }
    }

    /// <summary>Debts of who is closed in order are worth what there is, and its creditors lose the rest.</summary>
    private static void WriteDown(NaiveEconomy economy, NaiveState state)
    {
        var (institution, lost) = (state.Institution, 1 - state.PaidShare);
        economy.Tally.OutsideLoss += lost * (institution.Deposits + institution.OtherDebts + institution.TrustDeficiency);
        institution.ClientMoney -= lost * institution.TrustDeficiency;
        institution.Deposits *= state.PaidShare;
        institution.OtherDebts *= state.PaidShare;
        foreach (var claim in economy.DebtsOf(institution).ToList())
        {
            economy.Tally.OutsideLoss += claim.Creditor is null ? lost * claim.Amount : 0;
            claim.Unpaid = claim.SplitOff(lost).Amount;
        }

        institution.DepositsDue *= state.PaidShare;
        institution.ClientMoneyDue *= state.PaidShare;
        state.Due *= state.PaidShare;
    }

    private static void Close(NaiveEconomy economy, NaiveState state)
    {
        var closed = state.Institution;
        (closed.IsClosed, closed.IsInDefault, closed.LeftToOwners) = (true, true, state.LeftToOwners);
        closed.DefaultedIn = economy.Period;
        (closed.Cash, closed.Reserve, closed.External, closed.Trust, closed.ClientMoney) = (0, 0, 0, 0, 0);
        (closed.Deposits, closed.OtherDebts, closed.Bridged) = (0, 0, 0);
        closed.Units.Clear();
    }
}
