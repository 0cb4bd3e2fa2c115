using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Contagion.Model;

namespace Contagion.Engine;

/// <summary>Checks shocks that come from outside a scenario file, where nobody else has looked at them.</summary>
internal static class WorldShocks
{
    /// <summary>Credit shocks draw for each member of a cohort by the lower bits of their index; a further shock would draw the same numbers.</summary>
    public const int CreditIndexMax = 4095;

    /// <summary>Whether a scenario has what a kind of shock acts on. Operations cost something even on days without outages: to have them in a world
    /// whose scenario has none would change what it is.</summary>
    public static bool MayCome(ShockKind kind, Scenario scenario) => kind is not (ShockKind.Outage or ShockKind.Load) || OperationsPhase<OneLane>.IsNeeded(scenario);

    /// <summary>What is wrong with a shock of a world; empty when it can fall due.</summary>
    /// <param name="shock">The shock.</param>
    /// <param name="index">Its index among all shocks of the world, those of the scenario included.</param>
    /// <param name="scenario">The scenario.</param>
    /// <param name="network">The network.</param>
    public static IEnumerable<string> Faults(Shock shock, int index, Scenario scenario, Network network)
    {
        if (shock.At != 0 || shock.Until is not null)
        {
            yield return "'at' and 'until' are given, but a shock of a world falls due when it is brought; leave them out";
        }

        foreach (var fault in RangeFaults(shock).Concat(SizeFaults(shock.Fraction, "fraction", 1e6)).Concat(SizeFaults(shock.Amount, "amount", 1e300)))
        {
            yield return fault;
        }

        // All or nobody is what a target stands for where none is written: whether one is cannot be told.
        foreach (var (_, fault) in ShockCheck.Faults(shock, key => key == "target" && !ShockCheck.HasNoTarget(shock.Kind), (Mechanism)scenario.Channels.Solvency, run: null, scenario.Channels.Market?.Assets ?? []))
        {
            yield return fault;
        }

        if (shock.Asset is { } asset && scenario.Channels.Market?.Assets.Any(one => one.Name == asset) != true)
        {
            yield return $"unknown asset '{asset}'; expected one of channels.market.assets{Nearest.Hint(asset, scenario.Channels.Market?.Assets.Select(one => one.Name) ?? [])}";
        }

        if (scenario.Channels.Solvency is Joint && !MayCome(shock.Kind, scenario))
        {
            yield return $"'{Words.Of(shock.Kind)}' needs operations, and the scenario has none; expected channels.operations in it, or payments, or a shock of such a kind";
        }

        foreach (var fault in TargetFaults(shock, network))
        {
            yield return fault;
        }

        if (shock.Kind == ShockKind.Credit && index > CreditIndexMax)
        {
            yield return $"a credit shock must be among the first {CreditIndexMax + 1} shocks of a world, those of its scenario included; this is number {index + 1}";
        }
    }

    private static IEnumerable<string> TargetFaults(Shock shock, Network network)
    {
        if (shock.Target is Target.Each)
        {
            return ["'each' makes one replication an institution, and a world is one replication; expected another target"];
        }

        return Targets.Faults(shock.Target, network)
            .Concat(ShockCheck.Lacking(shock, network) is { } lacking ? [lacking] : [])
            .Concat(FeatureFaults(shock, network));
    }

    private static IEnumerable<string> FeatureFaults(Shock shock, Network network)
    {
        if (shock.Score is not { } score)
        {
            return [];
        }

        var unknown = score.Weights.ByName.Where(weight => network.Features?.Names.Contains(weight.Key) != true)
            .Select(weight => $"unknown feature '{weight.Key}'{Nearest.Hint(weight.Key, network.Features?.Names ?? [])}").ToArray();
        return unknown.Length > 0 || score.Weights.ByName.Count == 0 ? unknown
            : ShockCheck.Reach(shock, network).Where(one => !network.Features!.IsGiven(one)).Select(one => $"'{network.Ids[one]}' has no features").Take(1);
    }

    /// <summary>Sizes that are drawn have parameters, and one that is not has a range.</summary>
    private static IEnumerable<string> SizeFaults(ShockSize? size, string key, double most) => size switch
    {
        ShockSize.Fixed one => IsIn(one.Value, 0, most) ? [] : [$"'{key}' is {one.Value}; expected a number from 0 to {most}"],
        Distribution drawn => RangeFaults(drawn) is var faults && faults.Any() ? faults : drawn.Fault() is { } fault ? [fault] : [],
        null => [],
        _ => [$"'{key}' is of an unknown kind"],
    };

    /// <summary>Numbers beyond the range that their property says.</summary>
    private static IEnumerable<string> RangeFaults(object part)
    {
        foreach (var property in part.GetType().GetProperties().Where(property => property.GetCustomAttribute<RangeAttribute>() is not null))
        {
            var range = property.GetCustomAttribute<RangeAttribute>()!;
            var (least, most) = (Convert.ToDouble(range.Minimum, null), Convert.ToDouble(range.Maximum, null));
            var number = property.GetValue(part) switch { int whole => whole, double any => any, NamedNumbers many => many.ByName.Select(one => one.Value).Where(one => !IsIn(one, least, most)).FirstOrDefault(0.0), _ => least };
            if (!IsIn(number, least, most))
            {
                yield return $"'{char.ToLowerInvariant(property.Name[0])}{property.Name[1..]}' is {number}; expected a number from {least} to {most}";
            }
        }

        foreach (var fault in part is Shock { Score: { } score } ? RangeFaults(score) : [])
        {
            yield return fault;
        }
    }

    // Asked this way round because NaN fails every comparison, and must fail here too.
    private static bool IsIn(double number, double least, double most) => number >= least && number <= most && double.IsFinite(number);
}
