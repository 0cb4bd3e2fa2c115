using Contagion.Model;

namespace Contagion.Data;

/// <summary>Targets: the one part of a scenario whose form tells what it is.</summary>
internal sealed partial class ScenarioReader
{
    private Target? Target(YamlNode node)
    {
        var target = node switch
        {
            YamlScalar { Text: "all" } => new Target.All(),
            YamlMap map when TargetShape.Of(map) is { } form => CheckKeys(map, form.Keys, $"a '{form.Key}' target", null) ? Target(map, form) : null,
            YamlMap { Entries: [var (key, _), ..] } => (Target?)Fault(key, $"unknown target '{key.Text}'; expected {TargetShape.Expected}{Nearest.Hint(key.Text, TargetShape.Forms.Select(form => form.Key))}"),
            _ => (Target?)Fault(node, $"target is {Say(node)}; expected {TargetShape.Expected}"),
        };
        if (target is not null)
        {
            Remember(target, node);
        }

        return target;
    }

    private Target? Target(YamlMap map, TargetForm form) => form.Key switch
    {
        "id" => Ids(map.Find("id")!),
        "kind" => Words(map, "kind", typeof(InstitutionKind)) is InstitutionKind kind ? new Target.OfKind(kind) : null,
        "group" => Text(map.Find("group")!, "group") is { } group ? new Target.OfGroup(group) : null,
        "each" => Inner(map, "each") is { } each ? new Target.Each(each) : null,
        "random" => Both(Count(map, "random"), Among(map)) is var (count, among) ? new Target.Random(count, among) : null,
        _ => Both(Count(map, "top"), Among(map)) is var (count, among) && Words(map, "by", typeof(Measure)) is Measure by ? new Target.Top(count, by, among) : null,
    };

    private static (int Count, Target Among)? Both(int? count, Target? among) => count is { } number && among is not null ? (number, among) : null;

    private Target? Among(YamlMap map) => map.Find("among") is null ? new Target.All() : Inner(map, "among");

    private Target? Inner(YamlMap map, string key) => Target(map.Find(key)!);

    private object? Words(YamlMap map, string key, Type type) => map.Find(key) is YamlScalar scalar
        ? Word(scalar, type, key)
        : Fault(map.Find(key) ?? map, $"'{key}' is missing; expected one of {Join(ScenarioShape.WordsOf(type))}");

    private int? Count(YamlMap map, string key)
    {
        var node = map.Find(key)!;
        if (node is YamlScalar { IsQuoted: false } scalar && Parse(scalar.Text, typeof(int)) is int count and > 0)
        {
            return count;
        }

        Fault(node, $"'{key}' is {Say(node)}; expected how many institutions, a whole number from 1");
        return null;
    }

    private Target? Ids(YamlNode node)
    {
        var nodes = node is YamlList list ? list.Items : [node];
        var ids = nodes.Select(one => Text(one, "id")).ToArray();
        if (ids.Length == 0)
        {
            return (Target?)Fault(node, "'id' is an empty list; expected at least one id");
        }

        return ids.Contains(null) ? null : new Target.Ids(ids!);
    }

    private string? Text(YamlNode node, string key) => node is YamlScalar { Text.Length: > 0 } scalar
        ? scalar.Text
        : (string?)Fault(node, $"'{key}' is {Say(node)}; expected a text");
}
