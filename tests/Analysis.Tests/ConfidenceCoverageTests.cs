using Contagion.Engine;
using Contagion.Model;
using Contagion.Networks;
using Contagion.Tests;
using Xunit.Abstractions;

namespace Contagion.Analysis.Tests;

/// <summary>Of the 95 % confidence intervals of many runs, 95 % hold the true mean.</summary>
public sealed class ConfidenceCoverageTests(ITestOutputHelper output)
{
    private const int Runs = 2000;
    private const int Replications = 200;
    private const int Borrowers = 30;
    private const double Probability = 0.1;
    private const double LossGivenDefault = 0.5;

    // Every borrower owes one lender of its own, who can bear to lose it: expected defaults are n PD, the expected loss beyond the shock is
    // PD LGD Σ claims. A share of 2,000 has a standard error of 0.49 %, so the bounds are three of them wide; the seeds are always the same.
    [Theory]
    [InlineData("defaults")]
    [InlineData("contagion_loss")]
    public void The_interval_covers_the_true_mean_as_often_as_it_says(string metric)
    {
        var (network, claims) = Lending();
        var truth = metric == "defaults" ? Borrowers * Probability : Probability * LossGivenDefault * claims;
        var credit = new Shock
        {
            Kind = ShockKind.Credit,
            Target = new Target.Ids([.. Enumerable.Range(0, Borrowers).Select(borrower => $"B{borrower}")]),
            Probability = Probability,
        };
        var (covers, below) = (0, 0);
        for (var run = 0; run < Runs; run++)
        {
            var settings = new RunSettings { Replications = Replications, Seed = (ulong)run };
            var interval = Summary.Of(TestRun.Of(network, new Furfine { LossGivenDefault = LossGivenDefault }, settings, 1, credit))[metric].Confidence95!.Value;
            covers += interval.Low <= truth && truth <= interval.High ? 1 : 0;
            below += interval.High < truth ? 1 : 0;
        }

        var share = covers / (double)Runs;
        var said = $"{metric}: {share:P2} of {Runs} intervals of {Replications} replications hold the true mean {truth}; {below} lie below it, {Runs - covers - below} above";
        output.WriteLine(said);
        Assert.True(share is >= 0.935 and <= 0.965, $"{said}; expected 93.5 % to 96.5 %");
    }

    private static (Network Network, double Claims) Lending()
    {
        var builder = new NetworkBuilder();
        for (var institution = 0; institution < 2 * Borrowers; institution++)
        {
            builder.Add(new Institution($"B{institution}", InstitutionKind.Bank) { Equity = 100, ExternalAssets = 1000 });
        }

        var claims = 0.0;
        for (var borrower = 0; borrower < Borrowers; borrower++)
        {
            var amount = 20.0 + borrower;
            builder.Add(new Exposure(Borrowers + borrower, borrower, amount));
            claims += amount;
        }

        return (builder.Build(), claims);
    }
}
