namespace Contagion.Grains;

/// <summary>Version of the program that a silo runs. Silos of another version take no part in its runs: they need not compute the same bits.</summary>
/// <param name="Text">The version.</param>
public sealed record SiloVersion(string Text);
