namespace Contagion.Networks;

/// <summary>What a model drew cannot be made a network of its parameters: another seed may do, and other parameters.</summary>
/// <param name="message">What is wrong and what was expected.</param>
public sealed class DrawException(string message) : Exception(message);
