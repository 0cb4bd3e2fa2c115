namespace Contagion.Api;

/// <summary>A caller's own key for a request, by which a repeat is known.</summary>
internal static class IdempotencyKey
{
    private const int LengthMax = 200;

    /// <summary>Refuses what is no key; null where there is none. What is told of it cannot be taken for a key of the server's own.</summary>
    public static string? Expect(string? key) => key is null ? null
        : key.Length is > 0 and <= LengthMax && key.All(letter => letter is >= '!' and <= '~') ? $"key:{key}"
        : throw Refusal.Wrong($"Idempotency-Key is no key; expected 1 to {LengthMax} letters, digits and signs without spaces");
}
