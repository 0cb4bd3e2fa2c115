namespace Contagion.Api;

/// <summary>Examples of bodies in the description. Those of requests are right as they stand: a test sends them.</summary>
internal static class Examples
{
    private const string Yaml = """
        "name: Twenty equal banks, one of which fails\nnetwork:\n  generate: { model: erdos-renyi, institutions: 20, meanDegree: 4, balance: { rule: gai-kapadia } }\nshocks:\n  - { kind: default, target: { random: 1 } }\nchannels:\n  solvency: { mechanism: furfine }\nrun: { replications: 16, seed: 7 }\n"
        """;

    private const string AsObject = """
        {
          "name": "Twenty equal banks, one of which fails",
          "network": { "generate": { "model": "erdos-renyi", "institutions": 20, "meanDegree": 4, "balance": { "rule": "gai-kapadia" } } },
          "shocks": [{ "kind": "default", "target": { "random": 1 } }],
          "channels": { "solvency": { "mechanism": "furfine" } },
          "run": { "replications": 16, "seed": 7 }
        }
        """;

    private const string ShippedId = "european-debt-2011.european-debt";

    private const string Run = """
        {
          "id": "5f0c8a2b9d3e4f60a1b2c3d4e5f60718", "name": "Twenty equal banks, one of which fails", "state": "completed",
          "created": "2026-01-05T09:30:00Z", "started": "2026-01-05T09:30:00Z", "ended": "2026-01-05T09:30:01Z",
          "seed": 7, "mechanism": "furfine", "periods": 1, "replications": 16, "replicationsDone": 16, "institutions": 20, "exposures": 81,
          "scenario": {}, "set": [], "scenarioHash": "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0",
          "rounds": 4, "notConverged": 0, "engineMs": 1.5, "sentence": "On average 2.1 of 20 institutions default.",
          "command": "contagion run scenario.yaml", "files": [{ "name": "institutions.csv", "formats": ["csv", "json"] }, { "name": "summary.json", "formats": ["json"] }]
        }
        """;

    private const string Queued = """
        {
          "id": "5f0c8a2b9d3e4f60a1b2c3d4e5f60718", "name": "Twenty equal banks, one of which fails", "state": "queued", "created": "2026-01-05T09:30:00Z",
          "seed": 7, "mechanism": "furfine", "periods": 1, "replications": 16, "replicationsDone": 0, "institutions": 20, "exposures": 81,
          "scenario": {}, "set": [], "scenarioHash": "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0",
          "command": "contagion run scenario.yaml", "files": []
        }
        """;

    /// <summary>Bodies of requests: the operation, a name, what it shows.</summary>
    public static IReadOnlyList<(string Operation, string Name, string Summary, string Json)> OfRequests { get; } =
    [
        .. new[] { "CheckScenario", "StartRun", "OpenWorld" }.SelectMany(operation => new[]
        {
            (operation, "shipped", "A shipped scenario with another seed", $$"""{ "shipped": "{{ShippedId}}", "set": ["run.seed=7"] }"""),
            (operation, "yaml", "A scenario of your own, as a text", $$"""{ "scenario": {{Yaml}}, "name": "As a text" }"""),
            (operation, "object", "The same as an object", $$"""{ "scenario": {{AsObject}} }"""),
        }),
        ("StartComparison", "policies", "The policy sets of a shipped scenario", """{ "shipped": "data-theft.theft", "set": ["run.replications=8"] }"""),
        ("StartComparison", "alternatives", "Settings side by side, the first of which is the base", $$"""
            {
              "scenario": {{AsObject}},
              "alternatives": [{ "name": "as it is", "set": [] }, { "name": "more capital", "set": ["network.generate.balance.capitalRatio=0.08"] }]
            }
            """),
        ("MeasureRun", "all", "Every metric that the run has what it takes for", """{ "metrics": "all" }"""),
        ("MeasureRun", "some", "Concentration alone", """{ "metrics": ["concentration"] }"""),
        ("AddNetwork", "generate", "A network to be drawn", """
            {
              "name": "A core of five banks", "seed": 7,
              "generate": { "model": "core-periphery", "institutions": 30, "core": 5, "coreToPeriphery": 0.3, "peripheryToCore": 0.3, "balance": { "rule": "gai-kapadia" } }
            }
            """),
        ("ShockWorld", "default", "A bank fails", """[{ "kind": "default", "target": { "id": "B01" } }]"""),
        ("ShockWorld", "loss", "Two banks lose a tenth of their outside assets", """[{ "kind": "asset-loss", "target": { "id": ["B02", "B03"] }, "fraction": 0.1 }]"""),
        ("StepWorld", "some", "Three steps", """{ "count": 3 }"""),
        ("AddKey", "reader", "A key that may look at what a tenant has", """{ "name": "dashboard", "role": "reader", "tenant": "research" }"""),
    ];

    /// <summary>Bodies of answers: the operation, the status, a name.</summary>
    public static IReadOnlyList<(string Operation, string Status, string Name, string Json)> OfAnswers { get; } =
    [
        ("GetRun", "200", "completed", Run),
        ("StartRun", "202", "queued", Queued),
        ("GetMap", "200", "institutions", """
            {
              "level": "institutions", "group": null, "institutions": 2, "exposures": 1,
              "nodes": [
                { "id": "B1", "label": "B1", "kind": "bank", "group": null, "count": 1, "size": 40, "loss": 12.5, "relativeLoss": 0.25, "defaultProbability": 0, "x": -0.5, "y": 0, "radius": 0.1 },
                { "id": "B2", "label": "B2", "kind": "bank", "group": null, "count": 1, "size": 40, "loss": 30, "relativeLoss": 1, "defaultProbability": 1, "x": 0.5, "y": 0, "radius": 0.1 }
              ],
              "edges": [{ "from": 0, "to": 1, "amount": 40 }], "edgesLeft": 0
            }
            """),
        ("GetWorld", "200", "struck", """
            {
              "id": "5f0c8a2b9d3e4f60a1b2c3d4e5f60718", "name": "Twenty equal banks", "created": "2026-01-05T09:30:00Z", "commands": 1, "steps": 0,
              "institutions": 20, "defaults": 1, "loss": 4, "isAtRest": false, "isConverged": true
            }
            """),
    ];
}
