using System.Globalization;
using Contagion.Tests;

namespace Contagion.Engine.Tests;

/// <summary>Clearing and threshold cascades against other programs: tests/reference/clearing-*.</summary>
public sealed class ClearingReferenceTests
{
    // Source: R package systemicrisk 0.4.3 (see the README of each case). External assets are those after the shock, so there is none here.
    // A payment is all that is paid, inside and outside; outside creditors share pro rata. Its cascade with recovery r is ours with LGD 1 − r;
    // a bank whose equity is negative at the start is in default at once in both.
    // Tolerance: the README asks for 1e-9 relative, flags identical.
    [Theory]
    [InlineData("clearing-doc3", 63)]
    [InlineData("clearing-random10", 350)]
    [InlineData("clearing-random50", 1750)]
    [InlineData("clearing-random200", 7000)]
    public void Systemicrisk_clears_and_cascades_alike(string folder, int rows)
    {
        var reference = new ReferenceCase(Folders.Reference(folder));
        var (expected, scenarios) = (reference.Read("expected.csv"), reference.Read("scenarios.csv"));
        Assert.Equal(rows, expected.Count);
        foreach (var group in expected.Rows.GroupBy(row => (Scenario: expected.Text(row, "scenario"), Method: expected.Text(row, "method"))))
        {
            var inputs = $"{folder}, {group.Key}";
            var result = TestRun.Single(reference.Network(reference.ById(scenarios, group.Key.Scenario)), Mechanism(group.Key.Method));

            var isDefaulted = reference.ById(expected, group, "default");
            Near.Equal(isDefaulted, result.Totals.Defaults, 0, $"{inputs}, defaults");
            if (result.Dynamics.HasPayments)
            {
                Near.EqualRelative(reference.ById(expected, group, "payment"), result.Totals.Payment, 1e-9, $"{inputs}, payments");
            }
        }
    }

    // Source: siebenbrunner/NetworkValuation (Octave), its README's example. Tolerance: the README asks for 1e-12; payments are near 20.
    [Fact]
    public void The_example_of_NetworkValuation_clears_alike()
    {
        var reference = new ReferenceCase(Folders.Reference("clearing-networkvaluation3"));
        var expected = reference.Read("expected.csv");
        var runs = expected.Rows.GroupBy(row => (Alpha: expected.Number(row, "alpha"), Beta: expected.Number(row, "beta"), Factor: expected.Number(row, "external_assets_factor")));
        Assert.Equal(3, runs.Count());
        foreach (var group in runs)
        {
            var assets = reference.Column("external_assets").Select(amount => amount * group.Key.Factor).ToArray();

            var result = TestRun.Single(reference.Network(assets), new RogersVeraart { Alpha = group.Key.Alpha, Beta = group.Key.Beta });

            Near.EqualRelative(reference.ById(expected, group, "payment"), result.Totals.Payment, 1e-12, $"clearing-networkvaluation3, {group.Key}");
        }
    }

    // Source: greatest fixed point of Elsinger 2009 with cross-held equity, by an independent iteration (README). Tolerance 1e-9 relative.
    [Fact]
    public void Cross_held_equity_clears_alike() => CheckClasses("clearing-crossholdings8", 1);

    // Source: as above with three classes; not the peer, which forgets partial payments of junior classes (README). Tolerance 1e-9 relative.
    [Fact]
    public void Three_classes_with_cross_held_equity_clear_alike() => CheckClasses("clearing-seniority8", 3);

    private static void CheckClasses(string folder, int classes)
    {
        var reference = new ReferenceCase(Folders.Reference(folder));
        var expected = reference.Read("expected.csv");

        var result = TestRun.Single(reference.Network(), new EisenbergNoe());

        for (var rank = 1; rank <= classes; rank++)
        {
            var due = reference.ById(expected, $"due_seniority{rank}");
            double[] paid = [.. due.Select((amount, bank) => amount * (1 - result.Totals.WriteDown[(bank * classes) + rank - 1]))];
            Near.Within(
                reference.ById(expected, $"payment_seniority{rank}"), paid, [.. due.Select(amount => 1e-9 * amount)], $"{folder}, class {rank}");
        }

        // Relative to the largest equity: those of the defaulted are zero.
        var equity = reference.ById(expected, "equity_value");
        Near.EqualRelative(equity, result.Totals.FinalEquity, 1e-9, $"{folder}, equity", smallest: equity.Max());
        Near.Equal(reference.ById(expected, "default"), result.Totals.Defaults, 0, $"{folder}, defaults");
    }

    private static Mechanism Mechanism(string method)
    {
        if (method == "eisenberg_noe")
        {
            return new EisenbergNoe();
        }

        if (method.StartsWith("cascade_r", StringComparison.Ordinal))
        {
            return new Furfine { LossGivenDefault = 1 - Number(method["cascade_r".Length..]) };
        }

        var parts = method.Split('_');
        return new RogersVeraart { Alpha = Number(parts[1][1..]), Beta = Number(parts[2][1..]) };
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
