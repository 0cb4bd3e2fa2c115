using System.Globalization;
using System.Text;
using Contagion.Model;

namespace Contagion.Engine.Tests.Periods;

/// <summary>Takes parts off an economy as long as something still holds of it, so that what is left can be worked by hand.</summary>
internal static class Shrinking
{
    /// <summary>The smallest economy that still does.</summary>
    public static RandomEconomy Smallest(RandomEconomy economy, Func<RandomEconomy, bool> stillDoes)
    {
        while (Smaller(economy).FirstOrDefault(smaller => IsSound(smaller) && Text(smaller) != Text(economy) && stillDoes(smaller)) is { } smaller)
        {
            economy = smaller;
        }

        return economy;
    }

    /// <summary>Not more is in trust for clients than they are owed, and no rows add up.</summary>
    private static bool IsSound(RandomEconomy economy) =>
        economy.Institutions.All(institution => (institution.TrustAssets ?? 0) <= (institution.ClientMoney ?? 0))
        && economy.Exposures.Select(row => (row.Exposure with { Amount = 0 }, row.Terms)).Distinct().Count() == economy.Exposures.Count;

    /// <summary>An economy in words.</summary>
    public static string Text(RandomEconomy economy)
    {
        var text = new StringBuilder().AppendLine(CultureInfo.InvariantCulture, $"{economy} shrunk, {economy.Scenario.Run.Periods} periods, {economy.Scenario.Run.Replications ?? 1} replications, {economy.Scenario.Channels.Solvency}");
        foreach (var (institution, index) in economy.Institutions.Select((institution, index) => (institution, index)).Where(pair => IsUsed(economy, pair.index)))
        {
            var items = Enum.GetValues<InstitutionItem>().Where(item => institution.Items[item] is not null and not 0)
                .Select(item => string.Create(CultureInfo.InvariantCulture, $"{item} {institution.Items[item]}"));
            var units = economy.Units.Where(held => held.Institution == index && held.Units > 0).Select(held => string.Create(CultureInfo.InvariantCulture, $"{held.Units} of {held.Asset}"));
            text.AppendLine($"  {institution.Id} {(institution.Mode == PlatformMode.None ? "" : institution.Mode)}: {string.Join(", ", items.Concat(units))}");
        }

        foreach (var (exposure, terms) in economy.Exposures)
        {
            string Id(int? index) => index is { } one ? economy.Institutions[one].Id : "-";
            text.AppendLine(CultureInfo.InvariantCulture,
                $"  {Id(exposure.Creditor)} <- {Id(exposure.Debtor)} {exposure.Amount} {exposure.Type}, platform {Id(exposure.Platform)}, guarantor {Id(terms.Guarantor)}, {terms}");
        }

        foreach (var payment in economy.Payments)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {economy.Institutions[payment.Payer].Id} pays {economy.Institutions[payment.Payee].Id} {payment.Amount} at {payment.At}");
        }

        foreach (var shock in economy.Scenario.Shocks)
        {
            text.AppendLine($"  {shock} {(shock.Target as Target.Ids)?.Names.FirstOrDefault()}");
        }

        text.AppendLine($"  {economy.Scenario.Channels.Liquidity} {string.Join(' ', economy.Scenario.Channels.Liquidity?.Thresholds ?? [])} {economy.Scenario.Channels.Credit}");
        text.AppendLine($"  {economy.Scenario.Channels.Operations} {string.Join(' ', economy.Scenario.Channels.Operations?.Shape ?? [])}");
        text.AppendLine($"  {economy.Scenario.Channels.Market}");
        foreach (var asset in economy.Scenario.Channels.Market?.Assets ?? [])
        {
            text.AppendLine($"  {asset}");
        }

        return text.AppendLine($"  {economy.Scenario.Policies} {string.Join(' ', economy.Scenario.Policies.Waterfall?.Order ?? [])}").ToString();
    }

    private static IEnumerable<RandomEconomy> Smaller(RandomEconomy economy)
    {
        var scenario = economy.Scenario;
        var joint = (Joint)scenario.Channels.Solvency;
        for (var size = economy.Exposures.Count / 2; size >= 1; size /= 2)
        {
            for (var first = 0; first + size <= economy.Exposures.Count; first += size)
            {
                yield return economy with { Exposures = [.. economy.Exposures.Take(first), .. economy.Exposures.Skip(first + size)] };
            }
        }

        for (var shock = 0; shock < scenario.Shocks.Count; shock++)
        {
            yield return economy with { Scenario = scenario with { Shocks = [.. scenario.Shocks.Where((_, index) => index != shock)] } };
        }

        for (var shock = 0; shock < scenario.Shocks.Count; shock++)
        {
            var one = scenario.Shocks[shock];
            foreach (var target in one.Target switch
            {
                Target.Ids { Names.Count: > 1 } ids => ids.Names,
                Target.OfKind kind => economy.Institutions.Where(institution => institution.Kind == kind.Kind).Select(institution => institution.Id),
                _ => [],
            })
            {
                var other = one with { Target = new Target.Ids([target]) };
                yield return economy with { Scenario = scenario with { Shocks = [.. scenario.Shocks.Select((same, index) => index == shock ? other : same)] } };
            }

            if (one.Until is not null)
            {
                yield return economy with { Scenario = scenario with { Shocks = [.. scenario.Shocks.Select((same, index) => index == shock ? same with { Until = null } : same)] } };
            }
        }

        foreach (var held in economy.Units.Where(held => held.Units > 0))
        {
            yield return economy with { Units = [.. economy.Units.Where(other => other != held)] };
        }

        for (var payment = 0; payment < economy.Payments.Count; payment++)
        {
            yield return economy with { Payments = [.. economy.Payments.Where((_, index) => index != payment)] };
        }

        foreach (var channels in Simpler(scenario.Channels))
        {
            yield return economy with { Scenario = scenario with { Channels = channels } };
        }

        if (scenario.Channels.Liquidity is not null)
        {
            yield return economy with { Scenario = scenario with { Channels = scenario.Channels with { Liquidity = null } } };
        }

        if (scenario.Channels.Market is { Assets.Count: > 0 } market && economy.Units.Count == 0)
        {
            yield return economy with { Scenario = scenario with { Channels = scenario.Channels with { Market = null } } };
        }

        if (scenario.Policies != new PolicySet())
        {
            foreach (var policies in Simpler(scenario.Policies))
            {
                yield return economy with { Scenario = scenario with { Policies = policies } };
            }
        }

        if (joint != new Joint())
        {
            foreach (var simpler in new[]
            {
                joint with { Alpha = 1 }, joint with { Beta = 1 }, joint with { Insolvency = true }, joint with { ZeroEquityIsDefault = false },
                joint with { Undated = UndatedLoans.Auto }, joint with { ExternalCreditors = ExternalCreditors.PariPassu }, joint with { ClientDeficiency = ExternalCreditors.Senior },
            })
            {
                yield return economy with { Scenario = scenario with { Channels = scenario.Channels with { Solvency = simpler } } };
            }
        }

        for (var index = 0; index < economy.Institutions.Count; index++)
        {
            foreach (var item in Enum.GetValues<InstitutionItem>().Where(item => economy.Institutions[index].Items[item] is not null and not 0))
            {
                var simpler = economy.Institutions[index] with { Items = economy.Institutions[index].Items.With(item, item <= InstitutionItem.ExternalLiabilities || item is InstitutionItem.ClientMoney or InstitutionItem.TrustAssets ? 0 : null) };
                yield return economy with { Institutions = [.. economy.Institutions.Select((same, other) => other == index ? simpler : same)] };
            }
        }

        for (var row = 0; row < economy.Exposures.Count; row++)
        {
            var (exposure, terms) = economy.Exposures[row];
            foreach (var simpler in new[] { terms with { Guarantor = null }, terms with { Coverage = null }, terms with { Collateral = null, Pledge = null }, terms with { Maturity = null } })
            {
                yield return With(exposure, simpler);
            }

            yield return With(exposure with { Platform = null }, terms);

            RandomEconomy With(Exposure other, ExposureTerms otherTerms) =>
                economy with { Exposures = [.. economy.Exposures.Select((same, index) => index == row ? (other, otherTerms) : same)] };
        }

        if (scenario.Run.Replications > 1)
        {
            yield return economy with { Scenario = scenario with { Run = scenario.Run with { Replications = null } } };
            yield return economy with { Scenario = scenario with { Run = scenario.Run with { Replications = scenario.Run.Replications - 1 } } };
        }

        if (scenario.Run.Periods > 1 && scenario.Shocks.All(shock => shock.At < scenario.Run.Periods - 1 && !(shock.Until >= scenario.Run.Periods - 1)))
        {
            yield return economy with { Scenario = scenario with { Run = scenario.Run with { Periods = scenario.Run.Periods - 1 } } };
        }
    }

    private static IEnumerable<PolicySet> Simpler(PolicySet policies) =>
    [
        policies with { LenderOfLastResort = null }, policies with { ReserveFund = null }, policies with { Waterfall = null }, policies with { Gate = null },
        policies with { Failover = null }, policies with { GuaranteeFund = null }, policies with { Segregation = null }, policies with { Admission = null },
        policies with { PooledFunds = null }, policies with { InformationSharing = null }, policies with { ExposureLimit = null }, policies with { SettlementSuspension = null },
    ];

    private static IEnumerable<Channels> Simpler(Channels channels)
    {
        if (channels.Liquidity is { } liquidity)
        {
            foreach (var simpler in new[]
            {
                liquidity with { Runs = null }, liquidity with { Thresholds = null }, liquidity with { Hoarding = null }, liquidity with { Panic = null }, liquidity with { Funds = null },
                liquidity with { Among = null }, liquidity with { BaseRate = 0 }, liquidity with { MaxRate = 1 },
                liquidity with { Hoarding = liquidity.Hoarding is { } hoarding ? hoarding with { SecondReaction = false } : null },
            })
            {
                yield return channels with { Liquidity = simpler };
            }
        }

        if (channels.Operations is { } operations)
        {
            yield return channels with { Operations = null };
            foreach (var simpler in new[]
            {
                operations with { Shape = null }, operations with { Elasticity = 0 }, operations with { Unsettled = UnsettledPayments.Carry }, operations with { Gridlock = false },
                operations with { Coordination = null }, operations with { Overload = null },
            })
            {
                yield return channels with { Operations = simpler };
            }
        }

        if (channels.Market is { } market)
        {
            yield return channels with { Market = market with { CapitalRatio = null } };
            yield return channels with { Market = market with { Deleveraging = null } };
        }
    }

    private static bool IsUsed(RandomEconomy economy, int index) =>
        economy.Exposures.Any(row => row.Exposure.Creditor == index || row.Exposure.Debtor == index || row.Exposure.Platform == index || row.Terms.Guarantor == index)
        || economy.Scenario.Shocks.Any(shock => shock.Target is not Target.Ids ids || ids.Names.Contains(economy.Institutions[index].Id))
        || Enum.GetValues<InstitutionItem>().Any(item => economy.Institutions[index].Items[item] is not null and not 0)
        || economy.Payments.Any(payment => payment.Payer == index || payment.Payee == index)
        || economy.Units.Any(held => held.Institution == index && held.Units > 0);
}
