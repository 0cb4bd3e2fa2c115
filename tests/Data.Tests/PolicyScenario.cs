namespace Contagion.Data.Tests;

/// <summary>A platform, its guarantor and a bank that both depend on, hit at random in two periods, with policies to compare.</summary>
internal static class PolicyScenario
{
    /// <summary>Writes the scenario and its network.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="run">Further settings of the run, such as <c>attribution: shapley</c>.</param>
    public static SmallFolder Write(SmallFolder folder, string run = "path: true") => folder
        .Write("institutions.csv",
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

            """)
        .Write("exposures.csv",
            """
            creditor,debtor,amount,platform,guarantor,maturity
            H1,R1,10,P,,1
            H1,R2,10,P,,1
            H2,R3,10,P,G,1
            B,P,5,,,1

            """)
        .Write("holdings.csv", "institution,asset,amount\nB,securities,20\n")
        .Write("scenario.yaml",
            $$"""
            name: Small
            network: { files: { institutions: institutions.csv, exposures: exposures.csv, holdings: holdings.csv } }
            shocks:
              - { kind: credit, target: { kind: borrower }, probability: 0.3, correlation: 0.2, recovery: 0.4 }
              - { at: 1, kind: withdrawal, target: { id: B }, amount: { distribution: uniform, low: 5, high: 18 } }
            channels:
              solvency: { mechanism: joint }
              market: { assets: [ { name: securities, impact: 0.02 } ] }
            policySets:
              - { name: Lender of last resort, policies: { lenderOfLastResort: { haircut: 0.2 } } }
              - { name: Trust, policies: { segregation: { ratio: 1 } } }
              - { name: Fund, policies: { guaranteeFund: { size: 5 } } }
            run: { replications: 40, periods: 2, seed: 7, {{run}} }

            """);
}
