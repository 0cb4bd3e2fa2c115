using System.Collections;
using System.Globalization;
using Contagion.Model;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Contagion.Data;

/// <summary>Writes a scenario as resolved: every key with its value, defaults included, so that running the file repeats the run.</summary>
public static class ScenarioWriter
{
    /// <summary>The scenario as YAML, ending in a line break.</summary>
    public static string Write(Scenario scenario)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        var emitter = new Emitter(text, new EmitterSettings(bestIndent: 2, bestWidth: 4096, isCanonical: false, maxSimpleKeyLength: 1024));
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart());
        Emit(emitter, Mapping(scenario));
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    /// <summary>A mapping of what the object's type says, nulls left out.</summary>
    private static Dictionary<string, object> Mapping(object made)
    {
        var map = new Dictionary<string, object>();
        foreach (var variants in ScenarioShape.AllVariants)
        {
            if (variants.NameOf(made.GetType()) is { } name)
            {
                map[variants.Key] = name;
            }
        }

        foreach (var key in ScenarioShape.KeysOf(made.GetType()))
        {
            if (key.Property.GetValue(made) is { } value)
            {
                map[key.Name] = Plain(value);
            }
        }

        return map;
    }

    /// <summary>A part of a scenario as texts, numbers, lists and mappings.</summary>
    internal static object Plain(object value) => value switch
    {
        Target target => TargetShape.Write(target),
        ShockSize.Fixed size => size.Value,
        NamedNumbers numbers => numbers.ByName.ToDictionary(number => number.Key, number => (object)number.Value),
        Enum member => Words.Kebab(member.ToString()),
        string or bool or int or ulong or double => value,
        IEnumerable list => list.Cast<object>().Select(Plain).ToList(),
        _ => Mapping(value),
    };

    private static void Emit(IEmitter emitter, object value)
    {
        switch (value)
        {
            case Dictionary<string, object> map:
                emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, MappingStyle.Block));
                foreach (var (key, entry) in map)
                {
                    Emit(emitter, key);
                    Emit(emitter, entry);
                }

                emitter.Emit(new MappingEnd());
                break;
            case string word:
                emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, word, NeedsQuotes(word) ? ScalarStyle.DoubleQuoted : ScalarStyle.Any, true, true));
                break;
            case IEnumerable list:
                emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, SequenceStyle.Block));
                foreach (var item in list)
                {
                    Emit(emitter, item);
                }

                emitter.Emit(new SequenceEnd());
                break;
            default:
                var text = value switch
                {
                    double number => Numbers.Write(number),
                    bool yes => yes ? "true" : "false",
                    _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
                };
                emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, text, ScalarStyle.Plain, true, false));
                break;
        }
    }

    /// <summary>A text that would be read as something else without quotes.</summary>
    private static bool NeedsQuotes(string word) => word is "" or "~" or "null" or "true" or "false" || Numbers.TryParse(word, out _)
        || word.Any(letter => char.GetUnicodeCategory(letter) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Format);
}
