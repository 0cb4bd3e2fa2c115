namespace Contagion.Networks;

/// <summary>A centrality of every institution, and how far it can be trusted.</summary>
/// <param name="Values">By institution.</param>
public sealed record Centrality(double[] Values)
{
    /// <summary>From how many sources it was estimated; null where it is exact.</summary>
    public int? Sources { get; init; }

    /// <summary>Standard error of each value; null where it is exact.</summary>
    public double[]? StandardErrors { get; init; }

    /// <summary>Whether the iteration came to an end before its limit.</summary>
    public bool Converged { get; init; } = true;

    /// <summary>What else has to be known to read it; null where nothing has.</summary>
    public string? Note { get; init; }

    /// <summary>The largest standard error; 0 where it is exact.</summary>
    public double StandardErrorMax => StandardErrors is { Length: > 0 } errors ? errors.Max() : 0;
}
