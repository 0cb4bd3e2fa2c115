namespace Contagion.Analysis;

/// <summary>Alternatives set against a base, replication by replication.</summary>
/// <param name="Base">What the base is called.</param>
/// <param name="Alternatives">The others, each with its differences to the base.</param>
public sealed record Comparison(string Base, IReadOnlyList<Alternative> Alternatives);
