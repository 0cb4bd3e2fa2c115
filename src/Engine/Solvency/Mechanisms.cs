namespace Contagion.Engine;

/// <summary>The mechanisms there are.</summary>
public static class Mechanisms
{
    /// <summary>One of each with default parameters, by name.</summary>
    public static IReadOnlyList<Mechanism> All { get; } =
    [
        .. typeof(Mechanism).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Mechanism)) && !type.IsAbstract)
            .Select(type => (Mechanism)Activator.CreateInstance(type)!)
            .OrderBy(mechanism => mechanism.Name, StringComparer.Ordinal),
    ];
}
