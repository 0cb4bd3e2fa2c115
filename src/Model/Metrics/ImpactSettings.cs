namespace Contagion.Model;

/// <summary>Vulnerability and impact of each institution. Nothing about them is to be chosen.</summary>
public sealed record ImpactSettings;
