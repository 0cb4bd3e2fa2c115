namespace Contagion.Engine.Tests.Textbook;

/// <summary>Outcome of <see cref="GreenwoodLandierThesmar"/>, in its signs.</summary>
internal sealed record TargetingOutcome(double[] FirstReturn, double[] Purchase, double[] SecondAssetReturn, double[] SecondReturn, double Vulnerability, double[] Indirect);

/// <summary>Leverage targeting. Source: Greenwood, Landier and Thesmar 2015, JFE 115(3), §2; models.md 3.4.</summary>
internal static class GreenwoodLandierThesmar
{
    /// <param name="share">M: portfolio shares, rows sum to 1.</param>
    /// <param name="assets">A.</param>
    /// <param name="equity">E.</param>
    /// <param name="impact">l.</param>
    /// <param name="shock">f.</param>
    /// <param name="only">The only bank that trades; all if null.</param>
    internal static TargetingOutcome Run(double[,] share, double[] assets, double[] equity, double[] impact, double[] shock, int? only = null)
    {
        var first = Returns(share, shock);
        double[] purchase = [.. first.Select((gain, i) =>
            only is { } one && one != i ? 0 : Math.Max(-assets[i], assets[i] * (assets[i] - equity[i]) / equity[i] * gain))];
        double[] second = [.. impact.Select((price, m) => price * purchase.Select((bought, i) => share[i, m] * bought).Sum())];
        var gained = Returns(share, second);
        var vulnerability = -gained.Select((gain, i) => gain * assets[i]).Sum() / equity.Sum();
        return new TargetingOutcome(first, purchase, second, gained, vulnerability, [.. gained.Select((gain, i) => -assets[i] * gain / equity[i])]);
    }

    private static double[] Returns(double[,] share, double[] asset) =>
        [.. Enumerable.Range(0, share.GetLength(0)).Select(i => asset.Select((gain, m) => share[i, m] * gain).Sum())];
}
