namespace Contagion.QuikGraphs;

/// <summary>A DOT file cannot be read on from a place.</summary>
/// <param name="place">Where.</param>
/// <param name="message">What is wrong there, what was expected.</param>
internal sealed class DotFormatException(Place place, string message) : Exception(message)
{
    /// <summary>Where.</summary>
    public Place Place => place;
}
