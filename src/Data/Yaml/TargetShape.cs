using Contagion.Model;

namespace Contagion.Data;

/// <summary>The forms a target can take in a file: the word all, or a mapping that begins with one of these keys.</summary>
internal static class TargetShape
{
    /// <summary>Each form: its keys, the first of which tells it from the others.</summary>
    public static IReadOnlyList<TargetForm> Forms { get; } =
    [
        new("id", ["id"], "The institution of this id, or a list of them."),
        new("kind", ["kind"], "Every institution of this kind."),
        new("group", ["group"], "Every institution of this group."),
        new("top", ["top", "by", "among"], "The institutions that come first by a measure."),
        new("random", ["random", "among"], "Institutions drawn at random without replacement, anew in each replication."),
        new("each", ["each"], "Each institution of a target in turn: one replication each, in input order."),
    ];

    public static string Expected => "'all' or a mapping with one of " + string.Join(", ", Forms.Select(form => form.Key));

    public static TargetForm? Of(YamlMap map) => Forms.FirstOrDefault(form => map.Find(form.Key) is not null);

    public static object Write(Target target) => target switch
    {
        Target.All => "all",
        Target.Ids ids => new Dictionary<string, object> { ["id"] = ids.Names.Count == 1 ? ids.Names[0] : ids.Names },
        Target.OfKind kind => new Dictionary<string, object> { ["kind"] = Words.Of(kind.Kind) },
        Target.OfGroup group => new Dictionary<string, object> { ["group"] = group.Group },
        Target.Top top => new Dictionary<string, object> { ["top"] = top.Count, ["by"] = Words.Of(top.By), ["among"] = Write(top.Among) },
        Target.Random random => new Dictionary<string, object> { ["random"] = random.Count, ["among"] = Write(random.Among) },
        Target.Each each => new Dictionary<string, object> { ["each"] = Write(each.Of) },
        _ => throw new ArgumentOutOfRangeException(nameof(target), target, "Not a form of target."),
    };
}

/// <summary>One form of target.</summary>
internal sealed record TargetForm(string Key, string[] Keys, string Description);
