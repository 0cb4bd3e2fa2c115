using System.Collections;
using System.Globalization;
using Contagion.Model;

namespace Contagion.Data;

/// <summary>A single number, word or switch of a scenario that can be set from outside: <c>path=value</c>.</summary>
/// <param name="Path">Where it stands: keys, and numbers of list items from 0, with points between.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Description">What it means, units included.</param>
/// <param name="Type">What may be put there.</param>
/// <param name="Value">What stands there, as it is written.</param>
/// <param name="Minimum">The least it may be; null for any.</param>
/// <param name="Maximum">The most it may be; null for any.</param>
/// <param name="Options">The words it may be; null where it is no word.</param>
public sealed record ScenarioKnob(string Path, string Label, string Description, KnobType Type, string Value, double? Minimum, double? Maximum, IReadOnlyList<string>? Options)
{
    /// <summary>More than this nobody turns by hand.</summary>
    private const int KnobsMax = 500;

    /// <summary>The knobs of a scenario: how it is run, what strikes, how distress travels, what softens it, and how its network is drawn.</summary>
    public static IReadOnlyList<ScenarioKnob> Of(Scenario scenario) =>
    [
        .. Of(scenario.Shocks, "shocks")
            .Concat(Of(scenario.Channels, "channels"))
            .Concat(Of(scenario.Policies, "policies"))
            .Concat(scenario.Network.Generate is { } model ? Of(model, "network.generate") : [])
            .Concat(Of(scenario.Run, "run"))
            .Take(KnobsMax),
    ];

    /// <summary>The names of the policies that are in force.</summary>
    public static IReadOnlyList<string> PoliciesOf(PolicySet policies) =>
        [.. ScenarioShape.KeysOf(typeof(PolicySet)).Where(key => key.Property.GetValue(policies) is not null).Select(key => key.Name)];

    private static IEnumerable<ScenarioKnob> Of(object part, string path) => part is IEnumerable list
        ? list.Cast<object>().SelectMany((item, place) => item is string or double or int ? [] : Of(item, string.Create(CultureInfo.InvariantCulture, $"{path}.{place}")))
        : ScenarioShape.KeysOf(part.GetType()).SelectMany(key => Of(part, key, $"{path}.{key.Name}"));

    private static IEnumerable<ScenarioKnob> Of(object part, Key key, string path)
    {
        var type = Nullable.GetUnderlyingType(key.Property.PropertyType) ?? key.Property.PropertyType;
        var value = key.Property.GetValue(part);
        return (value, TypeOf(type)) switch
        {
            (ShockSize.Fixed size, _) => [Knob(KnobType.Number, Number(size.Value))],
            (ShockSize, _) or (Target or string or null, null) or (NamedNumbers or MetricSettings, _) => [],
            // What is not given has a knob only where it is a single number that stands for itself.
            (null, { } simple) => key.Name is "replications" ? [Knob(simple, "")] : [],
            (bool yes, _) => [Knob(KnobType.Boolean, yes ? "true" : "false")],
            (Enum word, _) => [Knob(KnobType.Word, ScenarioWriter.Plain(word).ToString()!) with { Options = ScenarioShape.WordsOf(type) }],
            (int or ulong or double, { } simple) => [Knob(simple, Number(value))],
            (string, _) => [],
            _ => Of(value, path),
        };

        ScenarioKnob Knob(KnobType kind, string text) => new(
            path, path[(path.IndexOf('.', StringComparison.Ordinal) + 1)..].Replace('.', ' '), key.Description, kind, text, Bound(key.Range?.Minimum), Bound(key.Range?.Maximum), null);
    }

    private static double? Bound(object? bound) => bound is null || Convert.ToDouble(bound, CultureInfo.InvariantCulture) is var number && !double.IsFinite(number)
        ? null
        : Convert.ToDouble(bound, CultureInfo.InvariantCulture);

    private static string Number(object number) => Convert.ToString(number, CultureInfo.InvariantCulture)!;

    private static KnobType? TypeOf(System.Type type) => System.Type.GetTypeCode(type) switch
    {
        _ when type.IsEnum => KnobType.Word,
        TypeCode.Double => KnobType.Number,
        TypeCode.Int32 or TypeCode.UInt64 => KnobType.Integer,
        TypeCode.Boolean => KnobType.Boolean,
        _ => null,
    };
}

/// <summary>What may be put where a knob stands.</summary>
public enum KnobType
{
    /// <summary>A number.</summary>
    Number,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>One of several words.</summary>
    Word,
}
