namespace Contagion.Engine;

/// <summary>How much load an institution can take.</summary>
/// <param name="Institution">Who.</param>
/// <param name="Rate">Load it serves in a sub-period while it works in full, μ; at least 0, in payments or whatever unit load has.</param>
/// <param name="QueueMax">Load that can wait, Q_max, at least 0; what exceeds it is dropped. Infinite where nothing is.</param>
internal readonly record struct Capacity(int Institution, double Rate, double QueueMax = double.PositiveInfinity);
