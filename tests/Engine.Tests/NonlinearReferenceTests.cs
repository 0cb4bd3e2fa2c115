using System.Globalization;
using System.Text.Json;
using Contagion.Model;
using Contagion.Tests;

namespace Contagion.Engine.Tests;

/// <summary>Non-linear DebtRank against the authors' code: tests/reference/nonlinear-debtrank-sim125.</summary>
public sealed class NonlinearReferenceTests
{
    // The README asks for 1e-10. The leverage matrix has a spectral radius of 0.9967, so a stop at changes of 1e-12 would leave up to 3e-10:
    // the run goes on until nothing changes at all, as the peer's 4,000 rounds do.
    private const double Tolerance = 1e-10;

    private static readonly RunSettings ToTheEnd = new() { Tolerance = 0, MaxRounds = 20_000 };

    // Source: rayohauno/nonlinear_debt_rank (README). H in rounds 0, 1, ...: before the shock, right after it, after the first round, ...
    [Fact]
    public void The_authors_code_passes_distress_on_alike()
    {
        var reference = new ReferenceCase(Folders.Reference("nonlinear-debtrank-sim125"));
        var (expected, shocks) = (reference.Read("expected.csv"), reference.Read("shocks.csv"));
        var network = reference.Network();
        var equity = reference.Column("equity");
        using var summary = JsonDocument.Parse(File.ReadAllText(Path.Combine(reference.Folder, "expected.json")));
        var groups = expected.Rows.GroupBy(row => (Shock: expected.Text(row, "shock"), Alpha: expected.Text(row, "alpha"), Recovery: expected.Text(row, "recovery"))).ToList();
        Assert.Equal(3 * 6 * 2, groups.Count);
        foreach (var group in groups)
        {
            var share = reference.ById(shocks, group.Key.Shock);
            Shock[] shock = [.. share.Select((part, bank) => TestRun.EquityLoss(bank, part * equity[bank])).Where(TestRun.IsAny)];
            var (exponent, recovery) = (Number(group.Key.Alpha), Number(group.Key.Recovery));
            var inputs = $"{group.Key}";

            var result = TestRun.Of(network, new NonlinearDebtRank { Exponent = exponent, Recovery = recovery }, ToTheEnd, 1, shock);

            double[] distress = [.. result.Totals.FinalEquity.Select((left, bank) => 1 - (left / equity[bank]))];
            Near.Equal(reference.ById(expected, group, "h_final"), distress, Tolerance, $"{inputs}, h");
            CheckSummary(summary.RootElement.GetProperty($"{group.Key.Shock}/alpha{group.Key.Alpha}/recovery{group.Key.Recovery}"), result, equity.Sum(), inputs);
        }
    }

    private static void CheckSummary(JsonElement summary, RunResult result, double equity, string inputs)
    {
        var replication = result.Replications[0];
        Near.Equal([summary.GetProperty("H_final").GetDouble()], [replication.TotalLoss / equity], Tolerance, $"{inputs}, H");
        Assert.Equal(summary.GetProperty("defaulted").GetInt32(), replication.Defaults);
        double[] rounds = [.. summary.GetProperty("H_rounds_0_to_10").EnumerateArray().Select(number => number.GetDouble())];

        // A cascade that is at rest earlier stays where it is.
        double[] path = [0, .. Enumerable.Range(0, rounds.Length - 1).Select(round => replication.Path[Math.Min(round, replication.Path.Count - 1)].Loss / equity)];
        Near.Equal(rounds, path, Tolerance, $"{inputs}, H round by round");
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
