using System.Globalization;
using Contagion.Model;
using Contagion.Networks;
using Contagion.Tests;

namespace Contagion.Engine.Tests;

/// <summary>Valuation, clearing, cascades and linear DebtRank against the package of the NEVA authors: tests/reference/neva-*.</summary>
/// <remarks>
/// Conventions of the peer. A shock takes a share of equity from external assets, without limit: our equity loss. Outside creditors share pro
/// rata. A bank defaults unless E &gt; 0: our zeroEquityIsDefault. Its furfine is ours with LGD 1, its roukny_battiston with LGD 1 − ρ. Its
/// equities may be negative, under linear_dr too: our net worth. Its volatility is the column sigma_asset.
/// exante_furfine_merton is no mechanism of ours and is left to the textbook.
/// Tolerance: the README asks for 1e-10; relative to equity at the start where that is larger than the number compared.
/// </remarks>
public sealed class NevaReferenceTests
{
    private const double Tolerance = 1e-10;

    // Source: marcobardoscia/neva (see the README of each case).
    [Theory]
    [InlineData("neva-chain", 5 * 14)]
    [InlineData("neva-cycle", 5 * 14)]
    [InlineData("neva-tree", 5 * 14)]
    [InlineData("neva-random30", 4 * 14)]
    public void Neva_values_alike(string folder, int runs)
    {
        var reference = new ReferenceCase(Folders.Reference(folder));
        var (expected, shocks) = (reference.Read("expected.csv"), reference.Read("shocks.csv"));
        var network = reference.Network();
        var groups = expected.Rows.GroupBy(row => (Shock: expected.Text(row, "shock"), Method: expected.Text(row, "method"))).ToList();
        Assert.Equal(runs, groups.Count);
        foreach (var group in groups)
        {
            if (Mechanism(group.Key.Method) is not { } mechanism)
            {
                continue;
            }

            var share = reference.ById(shocks, group.Key.Shock);
            Shock[] shock = [.. share.Select((part, bank) => TestRun.EquityLoss(bank, part * network.Sheets[bank].Equity)).Where(TestRun.IsAny)];
            Check(reference, network, mechanism, shock, column => reference.ById(expected, group, column), $"{folder}, {group.Key}");
        }
    }

    private static void Check(ReferenceCase reference, Network network, Mechanism mechanism, Shock[] shock, Func<string, double[]> expected, string inputs)
    {
        var result = TestRun.Of(network, mechanism, new RunSettings { Tolerance = 1e-13, MaxRounds = 100_000 }, 1, shock);

        Assert.True(result.Replications[0].Converged, inputs);
        var tolerance = reference.Column("equity").Select((equity, bank) => Tolerance * Math.Max(equity, Math.Abs(expected("equity_final")[bank]))).ToArray();
        Near.Within(expected("equity_final"), result.Totals.NetWorth, tolerance, $"{inputs}, final equity");

        // Clearing here solves wave by wave, so only the other mechanisms share the peer's rounds.
        if (mechanism is not Clearing)
        {
            var rounds = TestCascade.NetWorth(network, mechanism, shock);
            Near.Within(expected("equity_after_shock"), rounds[0], tolerance, $"{inputs}, equity after the shock");
            Near.Within(expected("equity_round1"), rounds[Math.Min(1, rounds.Count - 1)], tolerance, $"{inputs}, equity after round 1");
            Near.Within(expected("equity_round2"), rounds[Math.Min(2, rounds.Count - 1)], tolerance, $"{inputs}, equity after round 2");
        }

        // What a claim has lost is its write-down times what is at risk: under recovery the latter is less than its face.
        for (var creditor = 0; creditor < network.Count; creditor++)
        {
            for (var claim = network.Claims.Start[creditor]; claim < network.Claims.Start[creditor + 1]; claim++)
            {
                var face = network.Claims.Amount[claim];
                var loss = result.Totals.WriteDown[result.Dynamics.DebtOfLink[claim]] * result.Dynamics.AtRisk(creditor, claim);
                var value = expected("interbank_value_of_claims_on_it")[network.Claims.Column[claim]];
                Near.Equal([value], [1 - (loss / face)], 1e-9, $"{inputs}, value of a claim on {reference.Ids[network.Claims.Column[claim]]}");
            }
        }
    }

    private static Mechanism? Mechanism(string method) => method switch
    {
        "furfine" => new Furfine { ZeroEquityIsDefault = true },
        "roukny_battiston_rho0.4" => new Furfine { LossGivenDefault = 0.6, ZeroEquityIsDefault = true },
        "linear_dr" => new LinearDebtRank(),
        "linear_dr_recovery_rho0.4" => new LinearDebtRank { Recovery = 0.4 },
        "eisenberg_noe" => new EisenbergNoe { ZeroEquityIsDefault = true },
        "rogers_veraart_alpha0.9_beta0.9" => new RogersVeraart { Alpha = 0.9, Beta = 0.9, ZeroEquityIsDefault = true },
        "rogers_veraart_alpha0.5_beta0.7" => new RogersVeraart { Alpha = 0.5, Beta = 0.7, ZeroEquityIsDefault = true },
        _ when method.StartsWith("exante_en_merton_gbm_rho", StringComparison.Ordinal) =>
            new Merton { Recovery = Recovery(method), ExternalCreditors = ExternalCreditors.PariPassu },
        _ when method.StartsWith("exante_en_blackcox_gbm_rho", StringComparison.Ordinal) =>
            new BlackCox { Recovery = Recovery(method), ExternalCreditors = ExternalCreditors.PariPassu },
        _ when method.StartsWith("exante_furfine_merton_gbm_rho", StringComparison.Ordinal) => null,
        _ => throw new ArgumentException($"no such method: {method}", nameof(method)),
    };

    private static double Recovery(string method) =>
        double.Parse(method[(method.IndexOf("rho", StringComparison.Ordinal) + "rho".Length)..], CultureInfo.InvariantCulture);
}
