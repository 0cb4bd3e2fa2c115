namespace Contagion.Data;

/// <summary>One part of what a scenario asks to be measured, as it is written.</summary>
/// <param name="Name">Its key under <c>metrics</c>.</param>
/// <param name="Definition">What its numbers are, in a line.</param>
/// <param name="Settings">How it was measured.</param>
/// <param name="System">What it says of the system; for metrics.json.</param>
/// <param name="Files">Its CSV files.</param>
internal sealed record MetricPart(string Name, string Definition, object Settings, MetricTable System, IReadOnlyList<(string File, MetricTable Table)> Files);
