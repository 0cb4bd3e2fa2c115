using Contagion.Tests;

namespace Contagion.Engine.Tests;

/// <content>Hoarders who run short even so and call back everything.</content>
public sealed partial class HoardingWavesTests
{
    // Worked by hand on TV-GHK, a shock to B; capacities (2.8, 3.8, 4.2, 4.8) less it, lent (4, 9, 5, 3).
    // λ = .5, shock 4.5: B is .7 short and calls 4.5, as printed. That is more than it needs, and nobody reacts.
    // λ = .5, shock 8.5: B is 4.7 short and calls 4.5: 2 of A, 2.5 of C, who have 2.8 and 4.2. B, short of .2, calls all: 4 of A, 5 of C, who are short of 1.2
    // and .8. With λ A calls 1.5 of B and .5 of D, C calls 1 of B and 1.5 of D: 2 and 2.5 are enough for them, and D has 4.8.
    // λ = .25, shock 8.5: B calls 2.25 and then all, A and C join with λ. 1.25 are enough for C; 1 is not for A, which calls all: 3 of B and 1 of D.
    [Theory]
    [InlineData(.5, 4.5, new double[] { -1, 0, -1, -1 }, new[] { 0, .5, 0, 0 }, new[] { 2, 4.5, 2.5, 0 }, 1)]
    [InlineData(.5, 8.5, new double[] { 2, 0, 2, -1 }, new[] { .5, 1, .5, 0 }, new double[] { 4, 11, 5, 2 }, 3)]
    [InlineData(.25, 8.5, new double[] { 2, 0, 2, -1 }, new[] { 1, 1, .25, 0 }, new[] { 4, 12, 5, 1.75 }, 4)]
    public void Who_runs_short_even_so_calls_back_everything(double share, double shock, double[] waves, double[] calls, double[] outflow, int count)
    {
        var kernel = new HoardingWaves<OneLane>(InLanes.Sparse(FourBanks), share) { Recouped = new LaneArray<OneLane>(4) };
        InLanes.Fill(kernel.Capacity, 2.8, 3.8 - shock, 4.2, 4.8);
        Recoup(kernel, FourBanks, share);

        Assert.Equal(count, kernel.Run(OneLane.All)[0]);

        Assert.Equal(waves, InLanes.Of(kernel.Wave));
        Assert.Equal(calls, Enumerable.Range(0, 4).Select(bank => kernel.Share(bank)[0]));
        double[] called = [.. InLanes.Of(kernel.Called).Select((amount, bank) => amount + (bank == 1 ? shock : 0))];
        Near.Equal(outflow, called, Near.Exact, $"TV-GHK, λ {share}, shock {shock}, outflows");
        var textbook = Textbook.GaiHaldaneKapadia.RunTwice(FourBanks, Liquid, Collateral, [.1, .1, .1, .1], [0, shock, 0, 0], share);
        Assert.Equal(calls, textbook.Calls);
        Near.Equal(outflow, textbook.Outflow, Near.Exact, $"TV-GHK, λ {share}, shock {shock}, outflows of the textbook");
    }

    // The textbook lets one bank after another react, each as soon as it can: the same shares are called back in the end. At most 2n rounds.
    [Fact]
    public void Random_second_reactions_agree_with_the_textbook_in_every_lane()
    {
        var (reacting, spreading) = (0, 0);
        for (var seed = 0; seed < Systems; seed++)
        {
            var banks = new RandomBanks(seed, 2 + (seed % 29));
            var lanes = InLanes.Run(new SecondReactions(banks), $"{banks}, second reactions");
            for (var index = 0; index < InLanes.Cases; index++)
            {
                var (calls, outflow) = banks.TextbookTwice(index);
                var once = banks.Textbook(index, banks.Share).Waves.Sum(wave => wave.Length);

                Near.Equal([.. calls, .. outflow.Select((amount, bank) => amount - banks.Shock[index][bank])], lanes[index][1..], 0, $"{banks}, case {index}");
                Assert.InRange(lanes[index][0], 0, 2 * calls.Length);
                (reacting, spreading) = (reacting + (calls.Contains(1) ? 1 : 0), spreading + (calls.Count(share => share > 0) > once ? 1 : 0));
            }
        }

        Assert.True(reacting > Systems && spreading > Systems / 10, $"{reacting} cases of second reactions, {spreading} in which more hoard for them");
    }

    [Fact]
    public void Second_reactions_take_no_memory()
    {
        var kernel = new RandomBanks(7, 40).NewTwice<EightLanes>(0);
        NoMemory.Taken(() => kernel.Run(EightLanes.All), "second reactions of banks 7");
    }

    /// <summary>Everybody pays what is called back.</summary>
    private static void Recoup<TLanes>(HoardingWaves<TLanes> kernel, double[,] debt, double share)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        for (var bank = 0; bank < debt.GetLength(0); bank++)
        {
            kernel.Recouped![bank] = kernel.Capacity[bank] + TLanes.Of(share * Enumerable.Range(0, debt.GetLength(0)).Sum(debtor => debt[debtor, bank]));
        }
    }

    private sealed class SecondReactions(RandomBanks banks) : IEightCases
    {
        public double[][] Run<TLanes>(int first)
            where TLanes : unmanaged, ILanes<TLanes>
        {
            var kernel = banks.NewTwice<TLanes>(first);
            var rounds = kernel.Run(TLanes.All);
            return InLanes.Rows<TLanes>(lane => [rounds[lane], .. Enumerable.Range(0, kernel.Wave.Length).Select(bank => kernel.Share(bank)[lane]), .. InLanes.Of(kernel.Called, lane)]);
        }
    }
}
