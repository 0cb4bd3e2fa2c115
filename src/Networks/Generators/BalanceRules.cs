using Contagion.Model;

namespace Contagion.Networks;

/// <summary>The rules there are for balance sheets of generated networks.</summary>
public static class BalanceRules
{
    /// <summary>One of each with default parameters, by name.</summary>
    public static IReadOnlyList<BalanceRule> All { get; } = Catalogue.Of<BalanceRule>(rule => rule.Name);
}
