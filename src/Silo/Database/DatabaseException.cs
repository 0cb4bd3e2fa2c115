namespace Contagion.Silo;

/// <summary>The database is not what this program expects; the message says what to do.</summary>
/// <param name="message">What is wrong.</param>
internal sealed class DatabaseException(string message) : Exception(message);
