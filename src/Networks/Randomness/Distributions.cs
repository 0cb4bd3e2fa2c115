using Contagion.Model;

namespace Contagion.Networks;

/// <summary>The distributions there are.</summary>
public static class Distributions
{
    /// <summary>One of each with default parameters, by name.</summary>
    public static IReadOnlyList<Distribution> All { get; } = Catalogue.Of<Distribution>(distribution => distribution.Name);
}
