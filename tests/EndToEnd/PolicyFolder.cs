namespace Contagion.EndToEnd;

/// <summary>A folder with a lending platform, its guarantor and a bank, hit at random, and policies to compare.</summary>
internal static class PolicyFolder
{
    /// <summary>The institutions: three borrowers, two lenders, a platform, a guarantor and a bank.</summary>
    private const string Institutions =
        """
        id,kind,role,mode,cash,external_assets,deposits
        R1,borrower,,,,12,
        R2,borrower,,,,12,
        R3,borrower,,,,12,
        H1,lender,,,,,
        H2,lender,,,,,
        P,platform,p2p,platform-guaranteed,7,,
        G,guarantor,,,4,,
        B,bank,,,5,,24

        """;

    private const string Exposures =
        """
        creditor,debtor,amount,platform,guarantor
        H1,R1,10,P,
        H1,R2,10,P,
        H2,R3,10,P,G
        B,P,5,,

        """;

    /// <summary>The scenario without its policy sets and run settings.</summary>
    private const string Scenario =
        """
        name: Platform
        network: { files: { institutions: institutions.csv, exposures: exposures.csv, holdings: holdings.csv } }
        shocks:
          - { kind: credit, target: { kind: borrower }, probability: 0.3, correlation: 0.2, recovery: 0.4 }
          - { kind: withdrawal, target: { id: B }, amount: { distribution: uniform, low: 5, high: 18 } }
        channels:
          solvency: { mechanism: joint }
          market: { assets: [ { name: securities, impact: 0.02 } ] }

        """;

    /// <summary>Three policy sets.</summary>
    private const string Sets =
        """
        policySets:
          - { name: lender of last resort, policies: { lenderOfLastResort: { haircut: 0.2 } } }
          - { name: trust, policies: { segregation: {} } }
          - { name: fund, policies: { guaranteeFund: { size: 5 } } }

        """;

    /// <summary>A new folder with scenario.yaml, three policy sets in it.</summary>
    /// <param name="replications">How many replications it has.</param>
    public static TestFolder New(int replications = 20) => Write(new TestFolder(), "scenario.yaml", $"{Scenario}{Sets}run: {{ replications: {replications}, seed: 7 }}\n");

    /// <summary>A new folder with a scenario in each of two files, <c>a.yaml</c> and <c>b.yaml</c>, called A and B; B has a guarantee fund.</summary>
    /// <param name="run">Settings of the second run.</param>
    /// <param name="name">What the second is called.</param>
    /// <param name="besides">What else the second has.</param>
    public static TestFolder NewPair(string run = "{ replications: 20, seed: 7 }", string name = "B", string besides = "") =>
        Write(
            Write(new TestFolder(), "a.yaml", Scenario.Replace("Platform", "A", StringComparison.Ordinal) + "run: { replications: 20, seed: 7 }\n"),
            "b.yaml", Scenario.Replace("Platform", name, StringComparison.Ordinal) + $"policies: {{ guaranteeFund: {{ size: 5 }} }}\n{besides}run: {run}\n");

    private static TestFolder Write(TestFolder folder, string name, string scenario) => folder
        .Write("institutions.csv", Institutions).Write("exposures.csv", Exposures).Write("holdings.csv", "institution,asset,amount\nB,securities,20\n").Write(name, scenario);
}
