using Contagion.Model;

namespace Contagion.Engine.Tests.Periods;

/// <summary>Who makes a credit loss good: reserve fund, guarantor, platform, in the order of <c>policies.waterfall.order</c>.</summary>
internal static class NaiveWaterfall
{
    /// <summary>Calls what was promised for losses; what guarantors and platforms promised becomes a debt that is due in this period.</summary>
    public static void Call(NaiveEconomy economy, IReadOnlyList<(NaiveClaim Claim, double Loss)> losses)
    {
        var rest = losses.Where(loss => loss.Claim is { Type: ExposureType.Loan, Creditor.IsClosed: false })
            .Select(loss => new Rest(loss.Claim) { Amount = loss.Claim.Coverage * loss.Loss }).ToList();
        foreach (var layer in (economy.Scenario.Policies.Waterfall ?? new Waterfall()).Order)
        {
            switch (layer)
            {
                case LossLayer.ReserveFund:
                    Share(rest, claim => IsGuaranteed(claim.Platform) ? claim.Platform : null, platform => platform.Reserve, (platform, creditor, amount) =>
                    {
                        (platform.Reserve, creditor.Cash) = (platform.Reserve - amount, creditor.Cash + amount);
                        economy.Tally.ReservePaid += amount;
                    });
                    break;
                case LossLayer.Guarantor:
                    Share(rest, claim => claim.Guarantor, guarantor => guarantor.GuaranteeLeft, (guarantor, creditor, amount) =>
                    {
                        guarantor.GuaranteeLeft -= amount;
                        Promise(economy, guarantor, creditor, amount);
                        economy.Tally.GuarantorCalled += amount;
                    });
                    break;
                case LossLayer.Platform:
                    Share(rest, claim => claim.Platform?.Given.Mode == PlatformMode.PlatformGuaranteed ? claim.Platform : null, _ => double.PositiveInfinity, (platform, creditor, amount) =>
                    {
                        Promise(economy, platform, creditor, amount);
                        economy.Tally.PlatformCalled += amount;
                    });
                    break;
                default:
                    break;
            }
        }
    }

    private static bool IsGuaranteed(NaiveInstitution? platform) => platform?.Given.Mode is PlatformMode.PlatformGuaranteed or PlatformMode.ThirdPartyGuaranteed;

    private static void Promise(NaiveEconomy economy, NaiveInstitution debtor, NaiveInstitution creditor, double amount) =>
        economy.Claims.Add(new NaiveClaim { Creditor = creditor, Debtor = debtor, Amount = amount, Type = ExposureType.Guarantee, IsDue = true });

    /// <summary>Lets everybody who stands for losses pay them, all losses alike where that is not enough.</summary>
    private static void Share(
        List<Rest> losses, Func<NaiveClaim, NaiveInstitution?> payerOf, Func<NaiveInstitution, double> capacity, Action<NaiveInstitution, NaiveInstitution, double> pay)
    {
        foreach (var same in losses.Where(loss => loss.Amount > 0).GroupBy(loss => payerOf(loss.Claim)).ToList())
        {
            // Nobody promises anything to itself, and who is closed promises nothing.
            if (same.Key is not { IsClosed: false } payer)
            {
                continue;
            }

            Rest[] asked = [.. same.Where(loss => loss.Claim.Creditor != payer)];
            var total = asked.Sum(loss => loss.Amount);
            var paid = Math.Min(1, total > 0 ? capacity(payer) / total : 1);
            foreach (var loss in asked.Where(_ => paid > 0))
            {
                var amount = paid * loss.Amount;
                pay(payer, loss.Claim.Creditor!, amount);
                loss.Amount -= amount;
            }
        }
    }

    private sealed class Rest(NaiveClaim claim)
    {
        public NaiveClaim Claim => claim;

        public double Amount { get; set; }
    }
}
