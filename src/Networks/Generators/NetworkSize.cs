namespace Contagion.Networks;

/// <summary>How large a network is, or is expected to be.</summary>
/// <param name="Institutions">Institutions.</param>
/// <param name="Exposures">Exposures; on average where they are drawn.</param>
public readonly record struct NetworkSize(double Institutions, double Exposures);
