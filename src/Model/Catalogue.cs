namespace Contagion.Model;

/// <summary>Finds what an assembly has of a kind, so that adding one touches one place.</summary>
public static class Catalogue
{
    /// <summary>One of each sealed type derived from <typeparamref name="T"/>, with default parameters, by name.</summary>
    public static IReadOnlyList<T> Of<T>(Func<T, string> name)
        where T : class =>
    [
        .. typeof(T).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(T)) && !type.IsAbstract)
            .Select(type => (T)Activator.CreateInstance(type)!)
            .OrderBy(name, StringComparer.Ordinal),
    ];
}
