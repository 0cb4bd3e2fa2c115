namespace Contagion.Engine;

/// <summary>That an institution of a world changed.</summary>
/// <param name="Command">Number of the command on which it did; 0 for the shocks of the scenario itself.</param>
/// <param name="Step">Steps that the world had taken then, the one on which it changed included.</param>
/// <param name="Worth">What it was worth from then on.</param>
/// <param name="Distress">Its distress from then on where the mechanism measures it; else null.</param>
/// <param name="IsDefaulted">Whether it was in default.</param>
public readonly record struct InstitutionChange(long Command, long Step, double Worth, double? Distress, bool IsDefaulted);
