namespace Contagion.Engine;

/// <summary>How a world stands as a whole.</summary>
/// <param name="Commands">Commands done; the next one has the number after it.</param>
/// <param name="Steps">Steps taken: rounds, or periods under the mechanism joint.</param>
/// <param name="Institutions">Number of institutions.</param>
/// <param name="Defaults">Institutions in default.</param>
/// <param name="Loss">Equity lost, over all institutions, in the scenario's currency unit.</param>
/// <param name="IsAtRest">Whether nothing changes until the next shock. Never under the mechanism joint, where every period brings something.</param>
/// <param name="IsConverged">Whether every fixed point so far was reached within <c>run.maxRounds</c>.</param>
public sealed record WorldTotals(long Commands, long Steps, int Institutions, int Defaults, double Loss, bool IsAtRest, bool IsConverged);
