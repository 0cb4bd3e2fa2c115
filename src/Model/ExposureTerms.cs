namespace Contagion.Model;

/// <summary>What is agreed of an exposure besides its amount: who stands for the debtor, what is pledged, when it falls due. Null means not given.</summary>
public readonly record struct ExposureTerms
{
    /// <summary>Index of the institution that stands for the debtor; not the debtor itself.</summary>
    public int? Guarantor { get; init; }

    /// <summary>Share of the amount that whoever guarantees it stands for, in [0, 1]; 1 where not given.</summary>
    public double? Coverage { get; init; }

    /// <summary>Period at which it falls due, from 0; not given for what falls due in no period.</summary>
    public int? Maturity { get; init; }

    /// <summary>Value of what is pledged for it, at least 0.</summary>
    public double? Collateral { get; init; }

    /// <summary>Name of the thing pledged. Claims of the same name share one collateral, V of <c>models.md</c> 6.4, and say the same value.</summary>
    public string? Pledge { get; init; }

    /// <summary>Of a service, the name of the need that it meets. Services of one creditor that meet the same need are alternatives; one
    /// without a name meets a need of its own.</summary>
    public string? Need { get; init; }
}
