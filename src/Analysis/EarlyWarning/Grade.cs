namespace Contagion.Analysis;

/// <summary>A grade that something can be given.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Points">What it counts for in a score.</param>
public sealed record Grade(string Name, double Points);
