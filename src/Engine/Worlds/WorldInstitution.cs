using Contagion.Model;

namespace Contagion.Engine;

/// <summary>How an institution of a world stands. Amounts are in the scenario's currency unit.</summary>
public sealed record WorldInstitution
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>What it is.</summary>
    public required InstitutionKind Kind { get; init; }

    /// <summary>Its balance sheet before the first shock.</summary>
    public required BalanceSheet Start { get; init; }

    /// <summary>Steps that the world has taken.</summary>
    public required long Steps { get; init; }

    /// <summary>What it was worth before the first shock, as the mechanism counts it.</summary>
    public required double InitialWorth { get; init; }

    /// <summary>What it is worth now; negative when it owes more than it owns.</summary>
    public required double Worth { get; init; }

    /// <summary>What it would be worth if shocks were all that reached it.</summary>
    public required double ShockedWorth { get; init; }

    /// <summary>Equity lost so far, at most what there was.</summary>
    public double Loss => Math.Max(0, InitialWorth) - Math.Max(0, Worth);

    /// <summary>Steps after which it was in default, 0 at once; null where it is not.</summary>
    public required long? DefaultedAt { get; init; }

    /// <summary>Distress in [0, 1] where the mechanism measures it; else null.</summary>
    public required double? Distress { get; init; }
}
