namespace Contagion.Engine;

/// <summary>The distributions there are.</summary>
public static class Distributions
{
    /// <summary>One of each with default parameters, by name.</summary>
    public static IReadOnlyList<Distribution> All { get; } =
    [
        .. typeof(Distribution).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Distribution)) && !type.IsAbstract)
            .Select(type => (Distribution)Activator.CreateInstance(type)!)
            .OrderBy(distribution => distribution.Name, StringComparer.Ordinal),
    ];
}
