namespace Contagion.Engine.Tests;

/// <summary>Compares what came of two runs bit by bit.</summary>
internal static class SameBits
{
    /// <summary>Everything a run says but how long it took is the same.</summary>
    public static void Assert(RunResult expected, RunResult actual, string inputs)
    {
        Assert(expected.Replications, actual.Replications, inputs);
        Assert(expected.Totals, actual.Totals, inputs);
        Xunit.Assert.Equal(expected.Seeds, actual.Seeds);
        Xunit.Assert.Equal(expected.DefaultRound, actual.DefaultRound);
        var (first, second) = (Rows(expected), Rows(actual));
        Xunit.Assert.True(first.SequenceEqual(second), $"{inputs}: who hurts whom differs in {first.Except(second).FirstOrDefault()} or {second.Except(first).FirstOrDefault()}");
    }

    /// <summary>Every replication is the same.</summary>
    public static void Assert(IReadOnlyList<ReplicationResult> expected, IReadOnlyList<ReplicationResult> actual, string inputs)
    {
        Xunit.Assert.Equal(expected.Count, actual.Count);
        for (var index = 0; index < expected.Count; index++)
        {
            Xunit.Assert.True(Bits(expected[index]).SequenceEqual(Bits(actual[index])), $"{inputs}: replication {index} is\n{expected[index]}\nor\n{actual[index]}");
        }
    }

    /// <summary>The sums over replications are the same for every institution.</summary>
    public static void Assert(InstitutionTotals expected, InstitutionTotals actual, string inputs)
    {
        (string Name, double[] Expected, double[] Actual)[] columns =
        [
            ("defaults", expected.Defaults, actual.Defaults), ("final equity", expected.FinalEquity, actual.FinalEquity),
            ("net worth", expected.NetWorth, actual.NetWorth), ("loss", expected.Loss, actual.Loss),
            ("contagion loss", expected.ContagionLoss, actual.ContagionLoss), ("payment", expected.Payment, actual.Payment),
            ("write-down", expected.WriteDown, actual.WriteDown),
        ];
        foreach (var (name, first, second) in columns)
        {
            Xunit.Assert.Equal(first.Length, second.Length);
            for (var index = 0; index < first.Length; index++)
            {
                Xunit.Assert.True(Of(first[index]) == Of(second[index]), $"{inputs}: the sum of {name} at {index} is {first[index]:R} or {second[index]:R}");
            }
        }
    }

    /// <summary>The bits of a number.</summary>
    public static long Of(double number) => BitConverter.DoubleToInt64Bits(number);

    private static (string From, string To, long Loss, long RelativeLoss)[] Rows(RunResult result) =>
        [.. (result.Spillover?.Rows ?? []).Select(row => (row.From, row.To, Of(row.Loss), Of(row.RelativeLoss)))];

    private static long[] Bits(ReplicationResult result) =>
    [
        result.Replication, result.Defaults, result.FundamentalDefaults, result.Rounds, result.Converged ? 1 : 0, result.CascadeDepth,
        Of(result.FirstRoundLoss), Of(result.TotalLoss), Of(result.ExternalCreditorLoss), Of(result.CausedLoss), Of(result.DebtRank),
        .. result.Shocked.Select(institution => (long)institution), .. result.Path.SelectMany(state => new[] { state.Defaults, Of(state.Loss) }),
        .. result.Losses.SelectMany(loss => new[] { loss.Institution, loss.DefaultRound, Of(loss.Total), Of(loss.Direct) }),
    ];
}
