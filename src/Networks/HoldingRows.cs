namespace Contagion.Networks;

/// <summary>Shares of equity, one row a holder, and their book value.</summary>
internal static class HoldingRows
{
    private const int SweepsMax = 10_000;
    private const double Rounding = 1e-9;
    private const double Settled = 1e-15;

    /// <summary>False, and told, when more than all of an institution's equity is held by others.</summary>
    public static bool CheckShares(CompressedRows holdings, IReadOnlyList<string> ids, Action<int, string> tell)
    {
        var held = holdings.ColumnSums(ids.Count);
        var isSound = true;
        for (var issuer = 0; issuer < held.Length; issuer++)
        {
            if (held[issuer] > 1 + Rounding)
            {
                tell(issuer, $"others hold {held[issuer]:R} of the equity of '{ids[issuer]}'; expected at most 1 in all");
                isSound = false;
            }
        }

        return isSound;
    }

    /// <summary>The book value of each holder's shares: Σ_j θ_ij max(0, w_j), where w_j is given or is what j owns itself plus its own shares.</summary>
    /// <returns>Null, and told, where institutions hold so much of each other that no value is reached.</returns>
    public static double[]? BookValue(CompressedRows holdings, Func<int, (double Own, bool IsGiven)> equity, Action<int, string> tell)
    {
        var value = new double[holdings.Rows];
        if (holdings.Count == 0)
        {
            return value;
        }

        var own = Enumerable.Range(0, value.Length).Select(equity).ToArray();
        for (var sweep = 0; sweep < SweepsMax; sweep++)
        {
            var before = value;
            value = Sweep(holdings, own, before);
            var moved = -1;
            for (var holder = 0; holder < value.Length && moved < 0; holder++)
            {
                moved = Math.Abs(value[holder] - before[holder]) > Settled * value[holder] ? holder : -1;
            }

            if (moved < 0)
            {
                return value;
            }

            if (sweep == SweepsMax - 1)
            {
                tell(moved, "institutions hold (almost) all of each other in a circle, so that their shares have no book value; expected a part of each in outside hands");
            }
        }

        return null;
    }

    private static double[] Sweep(CompressedRows holdings, (double Own, bool IsGiven)[] own, double[] before)
    {
        var value = new double[before.Length];
        for (var holder = 0; holder < value.Length; holder++)
        {
            for (var entry = holdings.Start[holder]; entry < holdings.Start[holder + 1]; entry++)
            {
                var issuer = holdings.Column[entry];
                value[holder] += holdings.Amount[entry] * Math.Max(0, own[issuer].Own + (own[issuer].IsGiven ? 0 : before[issuer]));
            }
        }

        return value;
    }
}
