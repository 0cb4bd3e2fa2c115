using Contagion.Model;

namespace Contagion.Engine;

/// <summary>The mechanisms there are.</summary>
public static class Mechanisms
{
    /// <summary>One of each with default parameters, by name.</summary>
    public static IReadOnlyList<Mechanism> All { get; } = Catalogue.Of<Mechanism>(mechanism => mechanism.Name);
}
