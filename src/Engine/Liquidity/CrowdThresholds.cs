namespace Contagion.Engine;

/// <summary>Creditors who watch each other: each leaves when the share of those who have left reaches its threshold.</summary>
/// <remarks>
/// x(t+1) = x₀ + (1 − x₀) F(x(t)), F(x) the share of thresholds of at most x, from x(0) = x₀, those who leave whatever others do. <c>models.md</c>
/// 4.2. Granovetter (1978), American Journal of Sociology 83(6):1420–1443.
/// </remarks>
internal sealed class CrowdThresholds
{
    /// <summary>Who leaves when so many have left does so whatever rounding makes of it.</summary>
    private const double Rounding = 1e-12;

    private readonly double[] _threshold;

    /// <param name="thresholds">τ, in [0, 1], in any order; each stands for as many creditors as the others.</param>
    public CrowdThresholds(IReadOnlyList<double> thresholds)
    {
        _threshold = [.. thresholds];
        Array.Sort(_threshold);
    }

    /// <summary>The share of creditors who leave in the end, in [<paramref name="leaving"/>, 1].</summary>
    /// <param name="leaving">x₀, in [0, 1].</param>
    /// <remarks>By ascending threshold: the next one leaves if those before it are enough, and if it stays so do all after it.</remarks>
    public TLanes Settle<TLanes>(TLanes leaving)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var share = leaving;
        for (var next = 0; next < _threshold.Length; next++)
        {
            var leaves = TLanes.IsAtMost(TLanes.Of(_threshold[next] - Rounding), share);
            if (TLanes.IsNone(leaves))
            {
                break;
            }

            var left = leaving + ((TLanes.One - leaving) * TLanes.Of((next + 1.0) / _threshold.Length));
            share = TLanes.Select(leaves, left, share);
        }

        return share;
    }
}
