namespace Contagion.Networks;

/// <summary>A network could not be made of marginals, though some network has them.</summary>
public sealed class ReconstructionException(string message) : Exception(message);
