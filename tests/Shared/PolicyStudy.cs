namespace Contagion.Tests;

/// <summary>A lending platform, its guarantor and a bank that both depend on, hit at random, and three policies to compare: the text of its files.</summary>
internal static class PolicyStudy
{
    /// <summary>Three policies: one that helps, one that cannot matter (there is no client money to keep apart), and one that costs 5.</summary>
    public const string Sets =
        """
        policySets:
          - { name: lender of last resort, policies: { lenderOfLastResort: { haircut: 0.2 } } }
          - { name: trust, policies: { segregation: {} } }
          - { name: fund, policies: { guaranteeFund: { size: 5 } } }

        """;

    /// <summary>The files of the network with their names: three borrowers, two lenders, a platform, a guarantor and a bank.</summary>
    /// <param name="maturity">The period in which loans fall due; none unless given.</param>
    public static IEnumerable<(string Name, string Text)> Network(string maturity = "") =>
    [
        ("institutions.csv",
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

            """),
        ("exposures.csv",
            $"""
            creditor,debtor,amount,platform,guarantor,maturity
            H1,R1,10,P,,{maturity}
            H1,R2,10,P,,{maturity}
            H2,R3,10,P,G,{maturity}
            B,P,5,,,{maturity}

            """),
        ("holdings.csv", "institution,asset,amount\nB,securities,20\n"),
    ];

    /// <summary>The scenario without policies and run settings.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="withdrawal">The period in which depositors leave the bank.</param>
    public static string Scenario(string name, int withdrawal = 0) =>
        $$"""
        name: {{name}}
        network: { files: { institutions: institutions.csv, exposures: exposures.csv, holdings: holdings.csv } }
        shocks:
          - { kind: credit, target: { kind: borrower }, probability: 0.3, correlation: 0.2, recovery: 0.4 }
          - { at: {{withdrawal}}, kind: withdrawal, target: { id: B }, amount: { distribution: uniform, low: 5, high: 18 } }
        channels:
          solvency: { mechanism: joint }
          market: { assets: [ { name: securities, impact: 0.02 } ] }

        """;
}
