using Contagion.Networks;

namespace Contagion.Analysis;

/// <summary>Platforms in groups of similar features, each platform in every group by a share (fuzzy c-means).</summary>
/// <remarks>
/// u_ik = 1 / Σ_j (d_ik / d_jk)^(2/(m−1)), shared among the centres at a distance of 0 where there are any; v_i = Σ_k u_ik^m x_k / Σ_k u_ik^m; in
/// turn until no membership changes by more than 1e-12. Each turn lowers Σ u^m d² or leaves it. Bezdek (1981), Pattern Recognition with Fuzzy
/// Objective Function Algorithms; <c>models.md</c> section 10. What comes out hangs on the start: here centres evenly between the ends of the
/// direction in which platforms differ most.
/// </remarks>
public sealed class FuzzyClusters
{
    private const int RoundsMax = 1000;
    private const double ChangeMax = 1e-12;

    private readonly double[][] _rows;
    private readonly double _fuzziness;

    private FuzzyClusters(double[][] rows, double[][] centres, double fuzziness)
    {
        (_rows, Centres, _fuzziness) = (rows, centres, fuzziness);
        Memberships = Belong();
    }

    /// <summary>For each group a number for each feature.</summary>
    public double[][] Centres { get; private set; }

    /// <summary>For each platform its share in each group, of sum 1.</summary>
    public double[][] Memberships { get; private set; }

    /// <summary>Turns taken.</summary>
    public int Rounds { get; private set; }

    /// <summary>Whether memberships came to rest.</summary>
    public bool Converged { get; private set; }

    /// <summary>Σ over platforms and groups of u^m d².</summary>
    public double Objective => Enumerable.Range(0, _rows.Length).Sum(platform => Enumerable.Range(0, Centres.Length).Sum(group => Power(Memberships[platform][group]) * Distance(_rows[platform], Centres[group])));

    /// <summary>Groups platforms.</summary>
    /// <param name="rows">For each platform a finite number for each feature; at least one platform.</param>
    /// <param name="count">How many groups, at least 1.</param>
    /// <param name="fuzziness">m, above 1; the nearer to 1, the fewer platforms belong to several groups.</param>
    /// <param name="roundsMax">Most turns.</param>
    public static FuzzyClusters Of(double[][] rows, int count, double fuzziness = 2, int roundsMax = RoundsMax)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (!(fuzziness > 1))
        {
            throw new ArgumentOutOfRangeException(nameof(fuzziness), fuzziness, "Expected a number above 1.");
        }

        var clusters = new FuzzyClusters(rows, Start(rows, count), fuzziness);
        while (!clusters.Converged && clusters.Rounds < roundsMax)
        {
            clusters.Turn();
        }

        return clusters;
    }

    private static double[][] Start(double[][] rows, int count)
    {
        double[] mean = [.. rows[0].Select((_, feature) => rows.Sum(row => row[feature]) / rows.Length)];
        var direction = PrincipalFeature.Of(rows, mean);
        double[] along = [.. rows.Select(row => row.Select((number, feature) => (number - mean[feature]) * direction[feature]).Sum())];
        var (low, high) = (along.Min(), along.Max());
        return [.. Enumerable.Range(0, count).Select(group => count == 1 ? mean : At(low + ((high - low) * group / (count - 1))))];

        double[] At(double place) => [.. mean.Select((middle, feature) => middle + (place * direction[feature]))];
    }

    private void Turn()
    {
        Centres = [.. Centres.Select((centre, group) => Centre(group) ?? centre)];
        var before = Memberships;
        Memberships = Belong();
        Converged = before.Zip(Memberships).Max(pair => pair.First.Zip(pair.Second).Max(share => Math.Abs(share.First - share.Second))) <= ChangeMax;
        Rounds++;
    }

    /// <summary>The middle of a group; null where nobody belongs to it.</summary>
    private double[]? Centre(int group)
    {
        var (sum, weights) = (new double[_rows[0].Length], 0.0);
        for (var platform = 0; platform < _rows.Length; platform++)
        {
            var weight = Power(Memberships[platform][group]);
            weights += weight;
            for (var feature = 0; feature < sum.Length; feature++)
            {
                sum[feature] += weight * _rows[platform][feature];
            }
        }

        return weights > 0 ? [.. sum.Select(part => part / weights)] : null;
    }

    private double[][] Belong() => Array.ConvertAll(_rows, row =>
    {
        var distance = Array.ConvertAll(Centres, centre => Distance(row, centre));
        // Shares are as 1 / d^(2/(m−1)), here of distances over the least one, so that none is infinite.
        var least = distance.Min();
        return Membership.OfVotes(Array.ConvertAll(distance, one => one == least ? 1 : least == 0 ? 0 : Closeness(least / one)));
    });

    private double Closeness(double ratio) => _fuzziness == 2 ? ratio : ratio == 0 ? 0 : Elementary.Exp(Elementary.Log(ratio) / (_fuzziness - 1));

    private double Power(double share) => _fuzziness == 2 ? share * share : share == 0 ? 0 : Elementary.Exp(_fuzziness * Elementary.Log(share));

    private static double Distance(double[] one, double[] other)
    {
        var sum = 0.0;
        for (var feature = 0; feature < one.Length; feature++)
        {
            sum += (one[feature] - other[feature]) * (one[feature] - other[feature]);
        }

        return sum;
    }
}
