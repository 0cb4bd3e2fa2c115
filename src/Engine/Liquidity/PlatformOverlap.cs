namespace Contagion.Engine;

/// <summary>How far the same people stand behind two platforms, as lenders or as borrowers.</summary>
/// <remarks>
/// With X_mk what person m has on platform k: O_kl = Σ_m min(X_mk, X_ml)/min(Σ_m X_mk, Σ_m X_ml). Row by row, one platform after the other: memory
/// for X and for the pairs that share somebody, time Σ_m (platforms of m)². <c>models.md</c> 6.3.
/// </remarks>
internal sealed class PlatformOverlap
{
    private readonly CompressedRows _byPlatform;
    private readonly CompressedRows _byPerson;

    /// <param name="amounts">X: row m is what person m has on each platform; columns are platforms, each at most once in a row.</param>
    /// <param name="platforms">Number of platforms.</param>
    public PlatformOverlap(CompressedRows amounts, int platforms) => (_byPerson, _byPlatform) = (amounts, amounts.Transpose(platforms));

    /// <summary>O, in [0, 1], where it is not 0: symmetric, nothing on the diagonal.</summary>
    public CompressedRows Shares()
    {
        var totals = _byPlatform.RowSums();
        return Pairs(Math.Min, (platform, other, shared) => shared / Math.Min(totals[platform], totals[other]));
    }

    /// <summary>The correlation of the platforms' losses when every person defaults on its own and with the same probability, in [0, 1]: Σ_m X_mk
    /// X_ml over the root of Σ_m X²_mk Σ_m X²_ml. Symmetric, nothing on the diagonal.</summary>
    public CompressedRows LossCorrelations()
    {
        var squares = new double[_byPlatform.Rows];
        for (var platform = 0; platform < squares.Length; platform++)
        {
            for (var entry = _byPlatform.Start[platform]; entry < _byPlatform.Start[platform + 1]; entry++)
            {
                squares[platform] += _byPlatform.Amount[entry] * _byPlatform.Amount[entry];
            }
        }

        return Pairs((first, second) => first * second, (platform, other, shared) => shared / Math.Sqrt(squares[platform] * squares[other]));
    }

    /// <summary>Adds up what each pair of platforms shares, persons by ascending index, so that both ways give the same bits.</summary>
    private CompressedRows Pairs(Func<double, double, double> share, Func<int, int, double, double> scale)
    {
        var (start, column, amount) = (new int[_byPlatform.Rows + 1], new List<int>(), new List<double>());
        var (sums, touched) = (new double[_byPlatform.Rows], new List<int>());
        for (var platform = 0; platform < _byPlatform.Rows; platform++)
        {
            for (var entry = _byPlatform.Start[platform]; entry < _byPlatform.Start[platform + 1]; entry++)
            {
                AddShared(platform, _byPlatform.Column[entry], _byPlatform.Amount[entry], share, sums, touched);
            }

            touched.Sort();
            foreach (var other in touched)
            {
                column.Add(other);
                amount.Add(scale(platform, other, sums[other]));
                sums[other] = 0;
            }

            touched.Clear();
            start[platform + 1] = column.Count;
        }

        return new CompressedRows(start, [.. column], [.. amount]);
    }

    private void AddShared(int platform, int person, double here, Func<double, double, double> share, double[] sums, List<int> touched)
    {
        for (var entry = _byPerson.Start[person]; entry < _byPerson.Start[person + 1]; entry++)
        {
            var (other, shared) = (_byPerson.Column[entry], share(here, _byPerson.Amount[entry]));
            if (other == platform || !(shared > 0))
            {
                continue;
            }

            if (sums[other] == 0)
            {
                touched.Add(other);
            }

            sums[other] += shared;
        }
    }
}
