namespace Contagion.Api;

/// <summary>What a request must give.</summary>
internal static class Given
{
    /// <summary>Refuses a list with nothing in one of its places, which JSON has no type against.</summary>
    /// <exception cref="Refusal">There is one.</exception>
    public static void ExpectAll<T>(IReadOnlyList<T>? list, string name)
    {
        if (list?.Any(one => one is null) == true)
        {
            throw Refusal.Wrong($"'{name}' has null in it; expected a list without");
        }
    }
}
