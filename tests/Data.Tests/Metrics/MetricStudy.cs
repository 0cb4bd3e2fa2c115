using System.Globalization;
using Contagion.Engine;
using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Data.Tests.Metrics;

/// <summary>A small study with everything that metrics can stumble over: no equity, nobody beside, kinds and groups, and its replications one by one.</summary>
internal sealed class MetricStudy : IDisposable
{
    public const string AtRandom = "shocks=[{ kind: asset-loss, target: { random: 3 }, fraction: { distribution: uniform, low: 0, high: 1.2 } }]";
    public const string InTurn = "shocks=[{ kind: default, target: { each: all } }]";

    private readonly SmallFolder _folder = new();

    public MetricStudy(int count = 10)
    {
        var random = new Random(20_261_122);
        var institutions = new List<string> { "id,kind,group,external_assets,equity,weight" };
        var exposures = new List<string> { "creditor,debtor,amount" };
        for (var one = 0; one < count; one++)
        {
            var equity = one == 3 ? 0 : 3 + (5 * random.NextDouble());
            institutions.Add(string.Create(CultureInfo.InvariantCulture, $"B{one},{(one % 3 == 0 ? "platform" : "bank")},{(one % 2 == 0 ? "north" : "")},{30 + one},{equity:R},{one}"));
            // The last one has no exposures at all.
            foreach (var debtor in Enumerable.Range(1, 3).Select(step => (one + (step * step)) % (count - 1)).Where(debtor => one < count - 1 && debtor != one))
            {
                exposures.Add(string.Create(CultureInfo.InvariantCulture, $"B{one},B{debtor},{1 + (4 * random.NextDouble()):R}"));
            }
        }

        _folder.Write("institutions.csv", string.Join('\n', institutions) + "\n").Write("exposures.csv", string.Join('\n', exposures) + "\n").Write(
            "scenario.yaml",
            """
            name: Metrics
            network: { files: { institutions: institutions.csv, exposures: exposures.csv } }
            channels:
              solvency: { mechanism: eisenberg-noe }
            run: { seed: 5 }

            """);
    }

    /// <summary>The scenario file.</summary>
    public string ScenarioPath => _folder.At("scenario.yaml");

    /// <summary>Reads the scenario.</summary>
    public ScenarioFile Load(params string[] overrides) => _folder.Load(overrides);

    /// <summary>Runs the scenario into a folder.</summary>
    public RunOutcome Run(string folder, RunOptions options, params string[] overrides)
    {
        var file = Load(overrides);
        using var directory = RunDirectory.Open(_folder.At(folder), file, new ReplicationPlan(file.Scenario, file.Network).Count, resumes: false);
        return ScenarioRun.Run(file, directory, options, CancellationToken.None);
    }

    /// <summary>A file of a run.</summary>
    public string At(string folder, string file) => Path.Combine(_folder.At(folder), file);

    /// <summary>Each replication run alone, without metrics.</summary>
    public static IReadOnlyList<Single> OneByOne(ScenarioFile file) =>
    [
        .. Enumerable.Range(0, new ReplicationPlan(file.Scenario, file.Network).Count).Select(replication =>
        {
            var scenario = file.Scenario with { Metrics = null, Run = file.Scenario.Run with { Replication = replication } };
            var alone = InProcessHost.Run(scenario, file.Network);
            return new Single(alone.InitialEquity, alone.Totals.FinalEquity, alone.Totals.Loss, alone.Totals.ContagionLoss, [.. alone.DefaultRound!], [.. alone.Replications[0].Shocked]);
        }),
    ];

    public void Dispose() => _folder.Dispose();

    /// <summary>What came of a replication, institution by institution.</summary>
    internal sealed record Single(double[] Equity, double[] Final, double[] Loss, double[] Contagion, int[] DefaultRound, int[] Shocked)
    {
        /// <summary>The share of its initial equity that an institution loses beyond the direct shock; NaN where it had none.</summary>
        public double Share(int one) => Equity[one] > 0 ? Math.Clamp(Contagion[one] / Equity[one], 0, 1) : double.NaN;

        /// <summary>The share that it loses in all.</summary>
        public double Distress(int one) => Equity[one] > 0 ? Math.Clamp(Loss[one] / Equity[one], 0, 1) : double.NaN;

        public bool IsContagious(int one) => DefaultRound[one] > 0;
    }
}
