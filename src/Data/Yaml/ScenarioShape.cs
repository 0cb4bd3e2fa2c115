using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Runtime.CompilerServices;
using Contagion.Engine;
using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Data;

/// <summary>What a scenario file may contain, read off the types: the reader, the writer and the schema all go by it.</summary>
internal static class ScenarioShape
{
    private static readonly NullabilityInfoContext Nullability = new();

    private static readonly Dictionary<Type, Key[]> Keys = [];

    private static readonly Dictionary<Type, Variants> VariantsByType = new()
    {
        [typeof(SolvencyMechanism)] = new("mechanism", "The rule by which losses travel.", Mechanisms.All.ToDictionary(one => one.Name, one => one.GetType())),
        [typeof(ShockSize)] = new("distribution", "The distribution the size is drawn from.", Distributions.All.ToDictionary(one => one.Name, one => one.GetType())),
        [typeof(NetworkGenerator)] = new("model", "The model that draws who lends to whom.", NetworkModels.All.ToDictionary(one => one.Name, one => one.GetType())),
        [typeof(NetworkReconstruction)] = new("method", "The method that makes networks of totals.", Reconstructions.All.ToDictionary(one => one.Name, one => one.GetType())),
        [typeof(BalanceRule)] = new("rule", "The rule that makes amounts and balance sheets of it.", BalanceRules.All.ToDictionary(one => one.Name, one => one.GetType())),
    };

    /// <summary>The word for every metric that a scenario can give.</summary>
    public const string AllMetrics = "all";

    /// <summary>The keys of a mapping that stands for a type, in the order of its properties.</summary>
    public static IReadOnlyList<Key> KeysOf(Type type)
    {
        lock (Keys)
        {
            if (!Keys.TryGetValue(type, out var keys))
            {
                keys = [.. Properties(type).Select(KeyOf)];
                Keys.Add(type, keys);
            }

            return keys;
        }
    }

    /// <summary>What people write for a kind of value.</summary>
    public static string Describe(Type type) => Type.GetTypeCode(Nullable.GetUnderlyingType(type) ?? type) switch
    {
        _ when (Nullable.GetUnderlyingType(type) ?? type).IsEnum => "a word",
        TypeCode.Boolean => "true or false",
        TypeCode.String => "a text",
        TypeCode.Int32 or TypeCode.UInt64 => "a whole number",
        TypeCode.Double => "a number",
        _ when type == typeof(Target) => "a target: 'all' or a mapping such as { id: B1 }",
        _ when type == typeof(ShockSize) => "a number, or a mapping such as { distribution: uniform, low: 0, high: 1 }",
        _ when type == typeof(NamedNumbers) => "a mapping of names to numbers",
        _ when type == typeof(MetricSettings) => $"'{AllMetrics}', a list of names or a mapping with settings",
        _ when type.IsGenericType => "a list",
        _ when VariantsOf(type) is { } variants => $"a mapping such as {{ {variants.Key}: {variants.ByName.Keys.First()} }}",
        _ => "a mapping",
    };

    /// <summary>The words of an enumeration, whatever its type.</summary>
    public static string[] WordsOf(Type type) => [.. Enum.GetNames(type).Select(Words.Kebab)];

    /// <summary>The types of which a mapping can stand for one where this type is asked for; null where a mapping stands for the type itself.</summary>
    public static Variants? VariantsOf(Type type) => VariantsByType.GetValueOrDefault(type);

    /// <summary>All types that stand for one of several.</summary>
    public static IReadOnlyCollection<Variants> AllVariants => VariantsByType.Values;

    /// <summary>Whether a type stands for one policy.</summary>
    public static bool IsPolicy(Type type) => KeysOf(typeof(PolicySet)).Any(key => key.Property.PropertyType == type);

    /// <summary>What a mapping says under a key; null where it says nothing or has no such key.</summary>
    /// <param name="part">What the mapping was made into.</param>
    /// <param name="name">The key.</param>
    public static object? ValueOf(object part, string name) => KeysOf(part.GetType()).FirstOrDefault(key => key.Name == name)?.Property.GetValue(part);

    private static Key KeyOf(PropertyInfo property) => new(
        Camel(property.Name),
        property,
        property.GetCustomAttribute<DescriptionAttribute>()?.Description ?? throw new InvalidOperationException($"{property} has no description."),
        property.GetCustomAttribute<RequiredMemberAttribute>() is not null,
        Nullable.GetUnderlyingType(property.PropertyType) is not null || Nullability.Create(property).WriteState == NullabilityState.Nullable,
        property.GetCustomAttribute<RangeAttribute>());

    /// <summary>Properties of the base types come last: what is special comes first in the file.</summary>
    private static IEnumerable<PropertyInfo> Properties(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.CanWrite && property.SetMethod!.IsPublic)
        .OrderBy(property => Depth(type, property.DeclaringType!))
        .ThenBy(property => property.MetadataToken);

    private static int Depth(Type type, Type declaring) => type == declaring ? 0 : 1 + Depth(type.BaseType!, declaring);

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}

/// <summary>A key of a mapping.</summary>
/// <param name="Name">As written.</param>
/// <param name="Property">Where its value goes.</param>
/// <param name="Description">For people and editors, units included.</param>
/// <param name="IsRequired">Whether it must be given.</param>
/// <param name="IsNullable">Whether null means not given.</param>
/// <param name="Range">What numbers it may take; null for any.</param>
internal sealed record Key(string Name, PropertyInfo Property, string Description, bool IsRequired, bool IsNullable, RangeAttribute? Range);

/// <summary>Types of which a mapping can stand for one.</summary>
/// <param name="Key">The key that says which.</param>
/// <param name="Description">What the key means.</param>
/// <param name="ByName">The type of each name.</param>
internal sealed record Variants(string Key, string Description, IReadOnlyDictionary<string, Type> ByName)
{
    /// <summary>The name of a type; null when it is none of these.</summary>
    public string? NameOf(Type type) => ByName.FirstOrDefault(entry => entry.Value == type).Key;
}
