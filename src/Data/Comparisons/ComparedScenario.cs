namespace Contagion.Data;

/// <summary>One alternative of a comparison, before it is run.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Folder">The folder of its run within that of the comparison.</param>
/// <param name="File">Its scenario.</param>
public sealed record ComparedScenario(string Name, string Folder, ScenarioFile File);
