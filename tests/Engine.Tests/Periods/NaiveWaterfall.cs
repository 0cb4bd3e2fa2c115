using Contagion.Model;

namespace Contagion.Engine.Tests.Periods;

/// <summary>Who makes a credit loss good: reserve fund, guarantor, platform, in the order of <c>policies.waterfall.order</c>.</summary>
internal sealed class NaiveWaterfall
{
    private readonly NaiveEconomy _economy;
    private readonly HashSet<NaiveInstitution> _struck;
    private readonly List<NaiveRest> _rest;

    private NaiveWaterfall(NaiveEconomy economy, IReadOnlyList<NaiveLoss> losses, HashSet<NaiveInstitution> struck)
    {
        (_economy, _struck) = (economy, struck);
        _rest = [.. losses.Where(loss => loss.Claim.Type == ExposureType.Loan).Select(loss => new NaiveRest(loss) { Amount = loss.Claim.Coverage * loss.Amount })];
    }

    /// <summary>Calls what was promised for losses; what guarantors and platforms promised becomes a debt that is due in this period.</summary>
    /// <param name="economy">The economy.</param>
    /// <param name="losses">The losses of this period's credit events and of the last one's clearing.</param>
    /// <param name="struck">Who was struck as a whole: it promises nothing any more.</param>
    public static void Call(NaiveEconomy economy, IReadOnlyList<NaiveLoss> losses, HashSet<NaiveInstitution> struck)
    {
        var waterfall = new NaiveWaterfall(economy, losses, struck);
        foreach (var layer in (economy.InForce("waterfall", economy.Scenario.Policies.Waterfall) ?? new Waterfall()).Order)
        {
            waterfall.Call(layer);
        }

        economy.Covered = waterfall._rest;
    }

    private void Call(LossLayer layer)
    {
        switch (layer)
        {
            case LossLayer.ReserveFund:
                Share(claim => IsGuaranteed(claim.Platform) ? claim.Platform : null, platform => platform.Reserve, PayFromReserve);
                break;
            case LossLayer.Guarantor:
                Share(claim => claim.Guarantor, guarantor => guarantor.GuaranteeLeft, (guarantor, rest, amount) =>
                {
                    guarantor.GuaranteeLeft -= amount;
                    _economy.Tally.GuarantorCalled += amount;
                    Promise(guarantor, rest, amount);
                });
                break;
            case LossLayer.Platform:
                Share(claim => claim.Platform?.Given.Mode == PlatformMode.PlatformGuaranteed ? claim.Platform : null, _ => double.PositiveInfinity, (platform, rest, amount) =>
                {
                    _economy.Tally.PlatformCalled += amount;
                    Promise(platform, rest, amount);
                });
                break;
            default:
                break;
        }
    }

    private static bool IsGuaranteed(NaiveInstitution? platform) => platform?.Given.Mode is PlatformMode.PlatformGuaranteed or PlatformMode.ThirdPartyGuaranteed;

    private void PayFromReserve(NaiveInstitution platform, NaiveRest rest, double amount)
    {
        platform.Reserve -= amount;
        _economy.Tally.ReservePaid += amount;
        Give(rest.Loss.Claim.Creditor, amount);
    }

    private void Promise(NaiveInstitution debtor, NaiveRest rest, double amount)
    {
        var creditor = rest.Loss.Claim.Creditor;
        var promise = new NaiveClaim { Creditor = creditor, Debtor = debtor, Amount = amount, Type = ExposureType.Guarantee, IsDue = true };
        _economy.Claims.Add(promise);
        rest.Promises.Add(promise);
        if (creditor is null)
        {
            // Whoever bought the loan bought the promise with it.
            _economy.Tally.OutsideLoss -= amount;
        }
    }

    private void Give(NaiveInstitution? creditor, double amount)
    {
        if (creditor is null)
        {
            _economy.Tally.OutsideLoss -= amount;
        }
        else
        {
            creditor.Cash += amount;
        }
    }

    /// <summary>Lets everybody who stands for losses pay them, all losses alike where that is not enough.</summary>
    private void Share(Func<NaiveClaim, NaiveInstitution?> payerOf, Func<NaiveInstitution, double> capacity, Action<NaiveInstitution, NaiveRest, double> pay)
    {
        foreach (var same in _rest.Where(rest => rest.Amount > 0).GroupBy(rest => payerOf(rest.Loss.Claim)).ToList())
        {
            if (same.Key is not { IsClosed: false } payer || _struck.Contains(payer))
            {
                continue;
            }

            NaiveRest[] asked = [.. same.Where(rest => rest.Loss.Claim.Lender != payer)];
            var total = asked.Sum(rest => rest.Amount);
            var paid = total > 0 ? Math.Min(1, capacity(payer) / total) : 0;
            foreach (var rest in asked.Where(_ => paid > 0))
            {
                var (amount, creditor) = (paid * rest.Amount, rest.Loss.Claim.Creditor);
                pay(payer, rest, amount);
                rest.Amount -= amount;
                if (rest.Loss.IsEvent)
                {
                    // What failed in the last clearing was no shock.
                    payer.FirstRoundLoss += amount;
                    creditor?.FirstRoundLoss -= amount;
                }
            }
        }
    }
}
