using Contagion.Model;

namespace Contagion.Networks;

/// <summary>The methods there are.</summary>
public static class Reconstructions
{
    /// <summary>One of each, by name; what a scenario must give is not set.</summary>
    public static IReadOnlyList<Reconstruction> All { get; } = Catalogue.Of<Reconstruction>(method => method.Name);
}
