using Contagion.Tests;

namespace Contagion.Engine.Tests;

/// <summary>Leverage targeting: test vector of models.md 3.4, the textbook on random banks, and what always holds.</summary>
public sealed class LeverageTargetingTests
{
    private const int Systems = 300;

    // Sums of at most 20 products; vulnerabilities are up to a hundred.
    private const double Summed = 1e-10;

    // Source: models.md TV-GLT: M = (.5 .5; .2 .8), A = (100, 200), so P = M A.
    [Fact]
    public void Two_banks_have_the_printed_vulnerabilities()
    {
        var kernel = new LeverageTargeting<OneLane>(
            new Portfolios(InLanes.Sparse(new double[,] { { 50, 50 }, { 40, 160 } }), PriceImpact.Linear(1e3), PriceImpact.Exponential(5e-4)));
        InLanes.Fill(kernel.Assets, 100, 200);
        InLanes.Fill(kernel.Equity, 5, 20);
        InLanes.Fill(kernel.Return, -.02, 0);

        kernel.Run();

        Near.Equal([-19, -7.2], InLanes.Of(kernel.Purchase), Near.Printed, "TV-GLT, Y");
        Near.Equal([-.01094, -.00763], InLanes.Of(kernel.SecondReturn), Near.Printed, "TV-GLT, f₂");
        Near.Equal([-.009285 * 100, -.008292 * 200], InLanes.Of(kernel.Gain), Near.Printed, "TV-GLT, A R₂");
        Near.Equal([.103476], [kernel.AggregateVulnerability[0]], Near.Printed, "TV-GLT, AV");
        Near.Equal([.0741, .029376], [kernel.Systemicness(0)[0], kernel.Systemicness(1)[0]], Near.Printed, "TV-GLT, systemicness");
        Near.Equal([.1857, .08292], [kernel.IndirectVulnerability(0)[0], kernel.IndirectVulnerability(1)[0]], Near.Printed, "TV-GLT, IV");
    }

    [Fact]
    public void Random_banks_agree_with_the_textbook_in_every_lane()
    {
        var capped = 0;
        for (var seed = 0; seed < Systems; seed++)
        {
            var banks = new RandomBanks(seed);
            var lanes = InLanes.Run(banks, $"{banks}");
            for (var index = 0; index < InLanes.Cases; index++)
            {
                var outcome = Textbook.GreenwoodLandierThesmar.Run(banks.Share, banks.Assets, banks.Equity, banks.Slope, banks.Shock[index]);
                double[] systemicness = [.. banks.Assets.Select((_, bank) =>
                    Textbook.GreenwoodLandierThesmar.Run(banks.Share, banks.Assets, banks.Equity, banks.Slope, banks.Shock[index], bank).Vulnerability)];
                Near.Equal(
                    [outcome.Vulnerability, .. outcome.Purchase, .. outcome.SecondAssetReturn, .. systemicness, .. outcome.Indirect], lanes[index], Summed, $"{banks}, case {index}");

                // Identity: what the trades of each do to all adds up to what the trades of all do.
                Near.Equal([outcome.Vulnerability], [lanes[index][(1 + banks.Assets.Length + banks.Slope.Length)..][..banks.Assets.Length].Sum()], Summed, $"{banks}, Σ systemicness");
                capped += outcome.Purchase.Where((bought, bank) => bought == -banks.Assets[bank]).Count();
            }
        }

        Assert.True(capped > 0, "nobody sold all");
    }

    // Relation, models.md 3.4: "symmetric in gains and losses".
    [Fact]
    public void Gains_do_as_much_as_losses() => ForAllSeeds.Check((seed, size) =>
    {
        var (loss, gain) = (new RandomBanks(seed), new RandomBanks(seed));
        for (var index = 0; index < InLanes.Cases; index++)
        {
            // So small that nobody sells all it has.
            loss.Shock[index] = [.. loss.Shock[index].Select(part => part * 1e-3 / size)];
            gain.Shock[index] = [.. loss.Shock[index].Select(part => -part)];
        }

        var (lost, gained) = (InLanes.Run(loss, $"{loss}"), InLanes.Run(gain, $"{gain}"));
        for (var index = 0; index < InLanes.Cases; index++)
        {
            Near.Equal([.. lost[index].Select(number => -number)], gained[index], 0, $"{loss}, case {index}");
        }
    });

    // Worked by hand: who has no equity has no leverage to return to; it sells its 10, which takes a tenth off the price of all 30.
    [Fact]
    public void Who_has_no_equity_sells_everything()
    {
        var kernel = new LeverageTargeting<OneLane>(new Portfolios(InLanes.Sparse(new double[,] { { 10 }, { 20 } }), PriceImpact.Linear(100)));
        InLanes.Fill(kernel.Assets, 10, 20);
        InLanes.Fill(kernel.Equity, 0, 4);

        kernel.Run();

        Near.Equal([-10, 0], InLanes.Of(kernel.Purchase), 0, "Y");
        Near.Equal([-1, -2, .75], [kernel.Gain[0][0], kernel.Gain[1][0], kernel.AggregateVulnerability[0]], Near.Exact, "A R₂ and AV = 3/4");
    }

    [Fact]
    public void A_step_takes_no_memory()
    {
        var kernel = new RandomBanks(1).New<EightLanes>(0);
        NoMemory.Taken(kernel.Run, "banks 1");
    }

    private sealed class RandomBanks : IEightCases
    {
        private readonly int _seed;

        public RandomBanks(int seed)
        {
            _seed = seed;
            var random = new Random(seed);
            var (banks, assets) = (2 + random.Next(19), 1 + random.Next(5));
            Share = new double[banks, assets];
            for (var bank = 0; bank < banks; bank++)
            {
                double[] part = [.. Enumerable.Range(0, assets).Select(asset => asset == bank % assets || random.Next(2) == 0 ? random.NextDouble() + .01 : 0)];
                for (var asset = 0; asset < assets; asset++)
                {
                    Share[bank, asset] = part[asset] / part.Sum();
                }
            }

            Assets = [.. Enumerable.Range(0, banks).Select(_ => 10 + (90 * random.NextDouble()))];
            Equity = [.. Assets.Select(amount => amount * (.03 + (.3 * random.NextDouble())))];
            Slope = [.. Enumerable.Range(0, assets).Select(_ => .003 * random.NextDouble())];
            Shock = [.. Enumerable.Range(0, InLanes.Cases).Select(_ => Slope.Select(_ => .1 * (random.NextDouble() - .7)).ToArray())];
        }

        public double[,] Share { get; }

        public double[] Assets { get; }

        public double[] Equity { get; }

        public double[] Slope { get; }

        public double[][] Shock { get; }

        public LeverageTargeting<TLanes> New<TLanes>(int first)
            where TLanes : unmanaged, ILanes<TLanes>
        {
            var amount = (double[,])Share.Clone();
            for (var bank = 0; bank < Assets.Length; bank++)
            {
                for (var asset = 0; asset < Slope.Length; asset++)
                {
                    amount[bank, asset] *= Assets[bank];
                }
            }

            var kernel = new LeverageTargeting<TLanes>(new Portfolios(InLanes.Sparse(amount), [.. Slope.Select(PriceImpact.Exponential)]));
            InLanes.Fill(kernel.Assets, Assets);
            InLanes.Fill(kernel.Equity, Equity);
            InLanes.Fill(kernel.Return, first, (index, asset) => Shock[index][asset]);
            return kernel;
        }

        public double[][] Run<TLanes>(int first)
            where TLanes : unmanaged, ILanes<TLanes>
        {
            var kernel = New<TLanes>(first);
            kernel.Run();
            var banks = Enumerable.Range(0, Assets.Length);
            return InLanes.Rows<TLanes>(lane =>
            [
                kernel.AggregateVulnerability[lane], .. InLanes.Of(kernel.Purchase, lane), .. InLanes.Of(kernel.SecondReturn, lane),
                .. banks.Select(bank => kernel.Systemicness(bank)[lane]), .. banks.Select(bank => kernel.IndirectVulnerability(bank)[lane]),
            ]);
        }

        public override string ToString() => $"banks {_seed}";
    }
}
