using Contagion.Tests;

namespace Contagion.Networks.Tests.Reconstruction;

/// <summary>4,533 real banks: shared/reference/real-banks-2023q4, of sizes over nine decades.</summary>
public sealed class RealBanksTests
{
    [SharedFact("real-banks-2023q4")]
    public void Every_method_meets_the_totals_of_real_banks()
    {
        var table = Table.Read(Folders.Shared("real-banks-2023q4")!, "institutions.csv");
        var (assets, liabilities) = (table.Numbers("reported_interbank_assets"), table.Numbers("reported_interbank_liabilities"));
        // As the case's README has it: liabilities scaled to the total of assets.
        var marginals = Marginals.Of(assets, [.. liabilities.Select(amount => amount * assets.Sum() / liabilities.Sum())]);

        var factors = EntropyFactors.Of(marginals);
        var (a, b) = (factors.OfDebtor.Sum(), factors.OfCreditor.Sum());
        Near.Equal(marginals.Liabilities.ToArray(), [.. factors.OfDebtor.Zip(factors.OfCreditor, (debtor, creditor) => debtor * (b - creditor))], 1e-13 * marginals.Total, "maximum entropy, debts");
        Near.Equal(marginals.Assets.ToArray(), [.. factors.OfCreditor.Zip(factors.OfDebtor, (creditor, debtor) => creditor * (a - debtor))], 1e-13 * marginals.Total, "maximum entropy, claims");

        var sparse = Allocation.Draw(marginals, new KeyedDraws(1, 0, Purpose.Allocation, 0));
        Assert.True(marginals.ErrorOf(sparse) < 1e-13, $"error {marginals.ErrorOf(sparse)}");
        Assert.InRange(sparse.Count, 1, marginals.Creditors + marginals.Debtors + 1);

        // The network of the case has 15,998 links; 4 standard errors of a number of links drawn independently are at most 4 √links.
        var drawn = FitnessModel.Of(marginals, 15_998).Draw(1, 0);
        Assert.InRange(drawn.Count, 15_998 - 506, 15_998 + 506);

        var chain = new GibbsSampler(marginals, new FitnessPrior(FitnessModel.Of(marginals, 15_998)), 15_998, 2).BurntIn(1, 0);
        Assert.True(marginals.ErrorOf(chain.Claims()) < 1e-12, $"error {marginals.ErrorOf(chain.Claims())}");
    }
}
