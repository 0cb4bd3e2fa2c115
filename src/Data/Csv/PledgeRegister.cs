using Contagion.Model;

namespace Contagion.Data;

/// <summary>What each pledge is worth, as the first row says that names it.</summary>
internal sealed class PledgeRegister
{
    private readonly Dictionary<string, (double Collateral, int Line)> _first = new(StringComparer.Ordinal);

    /// <summary>Whether a row says of its pledge what the first row said; registers the pledge where this is the first.</summary>
    /// <param name="terms">The row's terms, without faults; a pledge has a collateral.</param>
    /// <param name="line">Its line.</param>
    /// <param name="first">What the first row said, and where, if there is a pledge.</param>
    public bool Agrees(ExposureTerms terms, int line, out (double Collateral, int Line) first)
    {
        if (terms is not { Pledge: { } pledge, Collateral: { } collateral })
        {
            first = default;
            return true;
        }

        if (!_first.TryGetValue(pledge, out first))
        {
            _first.Add(pledge, first = (collateral, line));
        }

        return first.Collateral == collateral;
    }
}
