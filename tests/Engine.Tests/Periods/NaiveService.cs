namespace Contagion.Engine.Tests.Periods;

/// <summary>What one institution depends on another for.</summary>
/// <param name="User">Who depends on it.</param>
/// <param name="Provider">Who provides it.</param>
/// <param name="Efficiency">How well it works, in (0, 1].</param>
/// <param name="Need">The need of the user that it meets; others may meet the same.</param>
internal sealed record NaiveService(NaiveInstitution User, NaiveInstitution Provider, double Efficiency, string Need);
