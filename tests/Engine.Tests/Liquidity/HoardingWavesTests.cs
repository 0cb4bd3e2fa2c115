using Contagion.Tests;

namespace Contagion.Engine.Tests;

/// <summary>Funding hoarding: test vector of models.md 4.1, the textbook on random banks, and what always holds.</summary>
public sealed partial class HoardingWavesTests
{
    private const int Systems = 400;

    // Source: models.md TV-GHK, L, liquid assets and collateral of banks A, B, C, D; h = 0.1.
    private static readonly double[,] FourBanks = { { 0, 4, 0, 2 }, { 3, 0, 2, 0 }, { 0, 5, 0, 1 }, { 1, 0, 3, 0 } };
    private static readonly double[] Liquid = [1, 2, 1.5, 3];
    private static readonly double[] Collateral = [2, 2, 3, 2];
    private static readonly double[] Shock = [0, 4.5, 0, 0];

    // Source: models.md TV-GHK.
    [Theory]
    [InlineData(1, new double[] { 1, 0, 1, -1 }, new[] { 4, 9.5, 5, 4 }, 2)]
    [InlineData(.5, new double[] { -1, 0, -1, -1 }, new[] { 2, 4.5, 2.5, 0 }, 1)]
    public void Four_banks_hoard_in_the_printed_waves(double share, double[] waves, double[] outflow, int count)
    {
        var kernel = new HoardingWaves<OneLane>(InLanes.Sparse(FourBanks), share);
        for (var bank = 0; bank < 4; bank++)
        {
            kernel.Capacity[bank] = HoardingWaves<OneLane>.CapacityOf(new OneLane(Liquid[bank]), new OneLane(Collateral[bank]), new OneLane(.1));
        }

        Near.Equal([2.8, 3.8, 4.2, 4.8], InLanes.Of(kernel.Capacity), Near.Exact, "TV-GHK, capacity");
        kernel.Capacity[1] -= new OneLane(4.5);

        Assert.Equal(count, kernel.Run(OneLane.All)[0]);

        Assert.Equal(waves, InLanes.Of(kernel.Wave));
        Near.Equal(outflow, [.. InLanes.Of(kernel.Called).Select((called, bank) => called + Shock[bank])], Near.Exact, $"TV-GHK, λ {share}, outflows");
    }

    // Worked by hand on TV-GHK, λ = 1: B has called half of its claims back before, so that A is asked for 2 instead of 4, and has 2.8.
    [Fact]
    public void Who_has_called_back_before_calls_back_less()
    {
        var borrowed = InLanes.Sparse(FourBanks);
        var lent = new LaneArray<OneLane>(borrowed.Count);
        InLanes.Fill(lent, [.. borrowed.Column.ToArray().Select(creditor => creditor == 1 ? .5 : 1)]);
        var kernel = new HoardingWaves<OneLane>(borrowed, 1) { Lent = lent };
        InLanes.Fill(kernel.Capacity, 2.8, -.7, 4.2, 4.8);

        Assert.Equal(1, kernel.Run(OneLane.All)[0]);

        Near.Equal([2, 0, 2.5, 0], InLanes.Of(kernel.Called), Near.Exact, "TV-GHK, B lends half");
    }

    [Fact]
    public void Random_banks_agree_with_the_textbook_in_every_lane()
    {
        var (spreading, calm) = (0, 0);
        for (var seed = 0; seed < Systems; seed++)
        {
            var banks = new RandomBanks(seed, 2 + (seed % 29));
            var lanes = InLanes.Run(banks, $"{banks}");
            for (var index = 0; index < InLanes.Cases; index++)
            {
                var (waves, outflow) = banks.Textbook(index, banks.Share);
                double[] joined = [.. outflow.Select((_, bank) => waves.FindIndex(wave => wave.Contains(bank)))];

                // Amounts are multiples of 1/64 and shares of 1/4: sums are exact.
                Near.Equal([waves.Count, .. joined, .. outflow.Select((amount, bank) => amount - banks.Shock[index][bank])], lanes[index], 0, $"{banks}, case {index}");
                (spreading, calm) = (spreading + (waves.Count > 2 ? 1 : 0), calm + (waves.Count == 0 ? 1 : 0));
            }
        }

        Assert.True(spreading > Systems / 10 && calm > 0, $"{spreading} cases of more than two waves, {calm} of none");
    }

    // Invariant, models.md 4.1: H grows with the share called back and with the shock.
    [Fact]
    public void More_is_called_back_by_no_fewer_hoarders() => ForAllSeeds.Check((seed, size) =>
    {
        var banks = new RandomBanks(seed, size);
        var (less, more, worse) = (banks.New<EightLanes>(0), banks.New<EightLanes>(0, banks.Share + .25), banks.New<EightLanes>(0));
        worse.Capacity[0] -= EightLanes.Of(1);
        foreach (var kernel in new[] { less, more, worse })
        {
            kernel.Run(EightLanes.All);
        }

        for (var bank = 0; bank < size; bank++)
        {
            for (var lane = 0; lane < InLanes.Cases; lane++)
            {
                var hoards = less.Hoards(bank).Has(lane);
                Assert.True(!hoards || more.Hoards(bank).Has(lane), $"{banks}, lane {lane}: {bank} hoards only where less is called back");
                Assert.True(!hoards || worse.Hoards(bank).Has(lane), $"{banks}, lane {lane}: {bank} hoards only in the smaller shock");
            }
        }
    });

    // Invariant, models.md 11.9: without a shock to banks that can pay nothing happens; nor to lanes that do not take part.
    [Fact]
    public void Lanes_at_rest_do_not_change() => ForAllSeeds.Check((seed, size) =>
    {
        var banks = new RandomBanks(seed, size);
        var kernel = banks.New<EightLanes>(0);
        kernel.Run(EightLanes.All);
        var (wave, called) = (Lanes(kernel.Wave), Lanes(kernel.Called));

        kernel.Capacity.Span.Fill(EightLanes.One);
        kernel.Run(EightLanes.First(4));

        for (var lane = 0; lane < InLanes.Cases; lane++)
        {
            Assert.Equal(lane < 4 ? wave[lane].Select(_ => -1.0) : wave[lane], InLanes.Of(kernel.Wave, lane));
            Assert.Equal(lane < 4 ? wave[lane].Select(_ => 0.0) : called[lane], InLanes.Of(kernel.Called, lane));
        }

        static double[][] Lanes(LaneArray<EightLanes> array) => [.. Enumerable.Range(0, InLanes.Cases).Select(lane => InLanes.Of(array, lane))];
    });

    [Fact]
    public void Waves_take_no_memory()
    {
        var kernel = new RandomBanks(7, 40).New<EightLanes>(0);
        NoMemory.Taken(() => kernel.Run(EightLanes.All), "banks 7");
    }

    /// <summary>Banks that can pay a little more than nothing and have borrowed from a few others.</summary>
    private sealed class RandomBanks : IEightCases
    {
        private readonly int _seed;
        private readonly double[,] _debt;
        private readonly double[] _liquid;
        private readonly double[] _collateral;
        private readonly double[] _haircut;

        public RandomBanks(int seed, int size)
        {
            _seed = seed;
            var random = new Random(seed);
            _debt = new double[size, size];
            for (var debtor = 0; debtor < size; debtor++)
            {
                for (var creditor = 0; creditor < size; creditor++)
                {
                    _debt[debtor, creditor] = debtor != creditor && random.Next(size) < 3 ? random.Next(256) / 64.0 : 0;
                }
            }

            _liquid = [.. Enumerable.Range(0, size).Select(_ => random.Next(200) / 64.0)];
            _collateral = [.. _liquid.Select(_ => random.Next(128) / 64.0)];
            _haircut = [.. _liquid.Select(_ => random.Next(4) / 4.0)];
            Shock = [.. Enumerable.Range(0, InLanes.Cases).Select(_ => _liquid.Select(_ => random.Next(size) == 0 ? random.Next(512) / 64.0 : 0).ToArray())];
            Share = random.Next(1, 4) / 4.0;
        }

        public double Share { get; }

        public double[][] Shock { get; }

        public (List<int[]> Waves, double[] Outflow) Textbook(int index, double share) =>
            Tests.Textbook.GaiHaldaneKapadia.Run(_debt, _liquid, _collateral, _haircut, Shock[index], share);

        public (double[] Calls, double[] Outflow) TextbookTwice(int index) =>
            Tests.Textbook.GaiHaldaneKapadia.RunTwice(_debt, _liquid, _collateral, _haircut, Shock[index], Share);

        public HoardingWaves<TLanes> New<TLanes>(int first, double? share = null)
            where TLanes : unmanaged, ILanes<TLanes> => Filled(new HoardingWaves<TLanes>(InLanes.Sparse(_debt), share ?? Share), first);

        /// <summary>Of banks that react a second time.</summary>
        public HoardingWaves<TLanes> NewTwice<TLanes>(int first)
            where TLanes : unmanaged, ILanes<TLanes>
        {
            var kernel = Filled(new HoardingWaves<TLanes>(InLanes.Sparse(_debt), Share) { Recouped = new LaneArray<TLanes>(_liquid.Length) }, first);
            Recoup(kernel, _debt, Share);
            return kernel;
        }
        public double[][] Run<TLanes>(int first)
            where TLanes : unmanaged, ILanes<TLanes>
        {
            var kernel = New<TLanes>(first);
            var waves = kernel.Run(TLanes.All);
            return InLanes.Rows<TLanes>(lane => [waves[lane], .. InLanes.Of(kernel.Wave, lane), .. InLanes.Of(kernel.Called, lane)]);
        }

        public override string ToString() => $"banks {_seed}";

        private HoardingWaves<TLanes> Filled<TLanes>(HoardingWaves<TLanes> kernel, int first)
            where TLanes : unmanaged, ILanes<TLanes>
        {
            InLanes.Fill(kernel.Capacity, first, (index, bank) => -Shock[index][bank]);
            for (var bank = 0; bank < _liquid.Length; bank++)
            {
                kernel.Capacity[bank] += HoardingWaves<TLanes>.CapacityOf(TLanes.Of(_liquid[bank]), TLanes.Of(_collateral[bank]), TLanes.Of(_haircut[bank]));
            }

            return kernel;
        }
    }
}
