using Contagion.Model;

namespace Contagion.Engine.Tests;

/// <summary>Who pays early only as long as others do (models.md 5.3).</summary>
public sealed class CoordinationGameTests
{
    // Source: models.md TV-BG: the threshold is 5.7 of 20.
    [Fact]
    public void Up_to_five_late_banks_are_borne_and_with_six_nobody_pays_early()
    {
        foreach (var (first, expected) in new[] { (0, new double[] { 0, 1, 2, 3, 4, 5, 20, 20 }), (8, [20, 20, 20, 20, 20, 20, 20, 20]) })
        {
            var isLate = TestLanes.Masks<EightLanes>(20, (bank, lane) => bank < first + lane);

            _ = CoordinationGame.HoldBack(Costs(1, 0.3), Everybody<EightLanes>(20), isLate);

            Assert.Equal(expected, Enumerable.Range(0, 8).Select(lane => (double)Enumerable.Range(0, 20).Count(bank => isLate[bank].Has(lane))));
        }
    }

    // Worked by hand: of 30 institutions the last 20 play, in the last lane none. Late ones outside the game do not count, and nobody outside follows.
    [Fact]
    public void Only_players_count_and_only_players_follow()
    {
        var isPlaying = TestLanes.Masks<EightLanes>(30, (institution, lane) => institution >= 10 && lane != 7);
        var isLate = TestLanes.Masks<EightLanes>(30, (institution, lane) => institution < 5 || (institution >= 10 && institution < 10 + lane));

        var isBroken = CoordinationGame.HoldBack(Costs(1, 0.3), isPlaying, isLate);

        int[] expected = [5, 6, 7, 8, 9, 10, 25, 12];
        for (var lane = 0; lane < 8; lane++)
        {
            Assert.Equal(expected[lane], Enumerable.Range(0, 30).Count(institution => isLate[institution].Has(lane)));
            Assert.Equal(lane == 6, isBroken.Has(lane));
        }
    }

    // Source: models.md 5.3, "stay iff F·k ≤ D(n−1)": at equality they stay. In doubles 0.1 · 3 is more than 0.3.
    [Theory]
    [InlineData(1, 0.25, 5, 1, false)]
    [InlineData(1, 0.25, 5, 2, true)]
    [InlineData(0.1, 0.075, 5, 3, false)]
    [InlineData(0.1, 0.075, 5, 4, true)]
    public void Who_is_indifferent_stays(double early, double late, int players, int forced, bool isBroken) =>
        Assert.Equal(isBroken, CoordinationGame.IsBroken(Costs(early, late), new OneLane(players), new OneLane(forced)).Has(0));

    // The plain version: bank after bank moves to what costs it less, until nobody moves.
    [Fact]
    public void Nobody_wants_to_move_once_all_have_held_back_who_do()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            var count = 1 + random.Next(25);
            var costs = Costs(random.Next(1, 20) / 16.0, random.Next(0, 20) / 16.0);
            var (isPlaying, isForced) = (Flags(random, count, 4), Flags(random, count, random.Next(1, 5)));
            var isLate = TestLanes.Masks<EightLanes>(count, (institution, lane) => isForced[institution, lane]);

            _ = CoordinationGame.HoldBack(costs, TestLanes.Masks<EightLanes>(count, (institution, lane) => isPlaying[institution, lane]), isLate);

            for (var lane = 0; lane < 8; lane++)
            {
                var expected = BestReplies(costs, [.. Enumerable.Range(0, count).Select(i => isPlaying[i, lane])], [.. Enumerable.Range(0, count).Select(i => isForced[i, lane])]);
                var alone = TestLanes.Masks<OneLane>(count, (institution, _) => isForced[institution, lane]);
                _ = CoordinationGame.HoldBack(costs, TestLanes.Masks<OneLane>(count, (institution, _) => isPlaying[institution, lane]), alone);
                Assert.True(expected.SequenceEqual(Enumerable.Range(0, count).Select(i => isLate[i].Has(lane))), $"seed {seed}, lane {lane}");
                Assert.True(expected.SequenceEqual(Enumerable.Range(0, count).Select(i => alone[i].Has(0))), $"seed {seed}, lane {lane} alone");
            }
        }
    }

    [Fact]
    public void A_game_takes_no_memory()
    {
        var (costs, everybody) = (Costs(1, 0.3), Everybody<EightLanes>(20));
        var isLate = TestLanes.Masks<EightLanes>(20, (bank, lane) => bank < lane);

        TestLanes.AllocatesNothing(() => CoordinationGame.HoldBack(costs, everybody, isLate), "a game");
    }

    private static bool[] BestReplies(Coordination costs, bool[] isPlaying, bool[] isForced)
    {
        var isLate = (bool[])isForced.Clone();
        var players = isPlaying.Count(playing => playing);
        for (var isMoving = true; isMoving;)
        {
            isMoving = false;
            for (var bank = 0; bank < isLate.Length; bank++)
            {
                var others = Enumerable.Range(0, isLate.Length).Count(other => other != bank && isPlaying[other] && isLate[other]);
                var prefersLate = costs.EarlyCost * others > costs.LateCost * (players - 1);
                if (isPlaying[bank] && !isLate[bank] && prefersLate)
                {
                    (isLate[bank], isMoving) = (true, true);
                }
            }
        }

        return isLate;
    }

    private static bool[,] Flags(Random random, int count, int oneIn)
    {
        var flags = new bool[count, 8];
        for (var item = 0; item < flags.Length; item++)
        {
            flags[item / 8, item % 8] = random.Next(4) < oneIn;
        }

        return flags;
    }

    private static LaneArray<TLanes> Everybody<TLanes>(int count)
        where TLanes : unmanaged, ILanes<TLanes> => TestLanes.Masks<TLanes>(count, (_, _) => true);

    private static Coordination Costs(double early, double late) => new() { Among = new Target.All(), EarlyCost = early, LateCost = late };
}
