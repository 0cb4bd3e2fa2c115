
namespace Contagion.Api;

/// <summary>A parameter that is one of the words of an enumeration, read by the route itself so that a wrong word is told with the nearest.</summary>
/// <param name="type">The enumeration.</param>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class WordsOfAttribute(Type type) : Attribute
{
    /// <summary>The words.</summary>
    public IEnumerable<string> Words { get; } = Enum.GetNames(type).Select(Model.Words.Kebab);
}
