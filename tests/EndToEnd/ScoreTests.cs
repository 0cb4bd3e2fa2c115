using System.Globalization;
using Contagion.Tests;

namespace Contagion.EndToEnd;

/// <summary>Runs whose probabilities of default come from a score.</summary>
public sealed class ScoreTests
{
    private const int Borrowers = 30;

    private static readonly string[] Results = ["summary.json", "institutions.csv", "replications.csv", "rounds.csv", "spillover.csv", "report.html"];

    [Fact]
    public void Threads_vector_width_and_copied_inputs_do_not_change_a_byte()
    {
        using var folder = Lending();
        Command.Run(folder.Path, "run", "scenario.yaml", "--out", "one", "--threads", "1", "--quiet", "--set", "shocks.0.score.weights.leverage=1.5").Expect(0);

        Command.RunWith(folder.Path, ["DOTNET_EnableHWIntrinsic=0"], "run", "one/scenario.yaml", "--out", "two", "--threads", "3", "--quiet").Expect(0);

        Assert.All(Results, file => Assert.Equal(folder.Read("one", file), folder.Read("two", file)));
        Assert.Equal(folder.Read("features.csv"), folder.Read("one", "inputs", "features.csv"));
        Assert.Equal(folder.Read("one", "scenario.yaml"), folder.Read("two", "scenario.yaml"));
    }

    // PD = 1 / (1 + e^−s) with s = −2 + leverage and 0.5 more for the second platform, worked with the system's functions. Fixed seed.
    [Fact]
    public void Every_borrower_defaults_as_often_as_its_score_says()
    {
        const int replications = 4000;
        using var folder = Lending();
        Command.Run(folder.Path, "run", "scenario.yaml", "--out", "run", "--quiet", "--set", $"run.replications={replications}").Expect(0);

        var rates = folder.Read("run", "institutions.csv").Split('\n').Skip(1).Take(Borrowers).Select(row => double.Parse(row.Split(',')[2], CultureInfo.InvariantCulture)).ToArray();

        for (var borrower = 0; borrower < Borrowers; borrower++)
        {
            var probability = 1 / (1 + Math.Exp(2 - Leverage(borrower) - (borrower % 2 == 0 ? 0 : 0.5)));
            // Thirty looks: one in five hundred runs of other seeds would leave four standard errors.
            var error = Math.Abs(rates[borrower] - probability) / Math.Sqrt(probability * (1 - probability) / replications);
            Assert.True(error <= 4, $"borrower {borrower}: {rates[borrower]} instead of {probability}, {error} standard errors away");
        }
    }

    private static double Leverage(int borrower) => 0.1 * borrower;

    /// <summary>Borrowers on one platform, which lends itself; every other one owes a lender through a second one as well.</summary>
    private static TestFolder Lending()
    {
        var borrowers = Enumerable.Range(0, Borrowers).ToArray();
        return new TestFolder()
            .Write("institutions.csv", "id,kind,equity\n" + string.Concat(borrowers.Select(borrower => $"M{borrower},borrower,5\n")) + "P1,platform,40\nP2,platform,10\nL1,lender,50\n")
            .Write("exposures.csv", "creditor,debtor,amount,platform\n" + string.Concat(borrowers.Select(borrower => $"P1,M{borrower},3,\n{(borrower % 2 == 0 ? "" : $"L1,M{borrower},2,P2\n")}")))
            .Write("features.csv", "id,leverage\n" + string.Concat(borrowers.Select(borrower => string.Create(CultureInfo.InvariantCulture, $"M{borrower},{Leverage(borrower):R}\n"))))
            .Write("scenario.yaml", """
                name: Scored
                network: { files: { institutions: institutions.csv, exposures: exposures.csv, features: features.csv } }
                shocks:
                  - { kind: credit, target: { kind: borrower }, score: { intercept: -2, weights: { leverage: 1 }, perPlatform: 0.5 } }
                channels:
                  solvency: { mechanism: furfine }
                run: { replications: 50, seed: 7 }

                """);
    }
}
