using System.Globalization;
using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Engine;

/// <summary>What each kind of shock says: which of its settings belong to it, and which it needs.</summary>
public static class ShockCheck
{
    /// <summary>What a kind of shock needs of its size.</summary>
    private enum Size
    {
        /// <summary>It has none.</summary>
        None,

        /// <summary>A share, of at most 1, may be given.</summary>
        OptionalShare,

        /// <summary>A share of at most 1 must be given.</summary>
        Share,

        /// <summary>An amount must be given.</summary>
        Amount,

        /// <summary>A share of at most 1 or an amount must be given.</summary>
        ShareOrAmount,

        /// <summary>Any fraction or amount must be given.</summary>
        Any,
    }

    /// <summary>What is wrong with a shock, and at which key.</summary>
    /// <param name="shock">The shock.</param>
    /// <param name="isGiven">Whether a key stands in the file.</param>
    /// <param name="mechanism">The mechanism; null when it could not be read.</param>
    /// <param name="run">How the scenario is run; null when that could not be read.</param>
    /// <param name="assets">The marketable assets; null when they could not be read.</param>
    public static IEnumerable<(string Key, string Fault)> Faults(Shock shock, Func<string, bool> isGiven, Mechanism? mechanism, RunSettings? run, IReadOnlyList<MarketAsset>? assets)
    {
        var name = Words.Of(shock.Kind);
        if (mechanism is not (null or Joint) && shock.Kind is not (ShockKind.Default or ShockKind.AssetLoss or ShockKind.EquityLoss or ShockKind.Credit))
        {
            yield return ("kind", $"'{name}' needs the mechanism joint, not {mechanism.Name}; expected default, asset-loss, equity-loss or credit");
        }

        if (!isGiven("target") && !HasNoTarget(shock.Kind))
        {
            yield return ("target", $"a shock of kind '{name}' has no 'target'; expected whom it hits");
        }

        if (isGiven("target") && HasNoTarget(shock.Kind))
        {
            yield return ("target", $"a '{name}' has no target; leave it out");
        }

        if (SizeFault(shock, name) is { } size)
        {
            yield return (shock.Fraction is null ? "amount" : "fraction", size);
        }

        if (run is not null && shock.At >= run.Periods)
        {
            yield return ("at", $"'at' is {shock.At}, but the run has {(run.Periods == 1 ? "one period; expected 0" : $"{run.Periods} periods; expected 0 to {run.Periods - 1}")}");
        }

        if (shock.Until < shock.At)
        {
            yield return ("until", $"'until' is {shock.Until}, before 'at'; expected at least {shock.At}");
        }

        foreach (var (key, isSet, belongs, owners) in Settings(shock))
        {
            if (isSet && !belongs)
            {
                yield return (key, $"'{key}' does not belong to '{name}' but to {owners}; leave it out");
            }
        }

        if (shock.Recovery is not null && mechanism is not (null or Joint))
        {
            yield return ("recovery", $"'recovery' of a shock needs the mechanism joint, not {mechanism.Name}; leave it out");
        }

        foreach (var fault in PriceFaults(shock, mechanism, assets))
        {
            yield return ("kind", fault);
        }

        if (shock.Kind == ShockKind.Regulation && (shock.Policy is null || !PolicyKeys.Contains(shock.Policy)))
        {
            yield return ("policy", $"'policy' is {(shock.Policy is null ? "missing" : $"'{shock.Policy}'")}; expected one of {string.Join(", ", PolicyKeys)}{Nearest.Hint(shock.Policy ?? "", PolicyKeys)}");
        }

        if (shock.Kind != ShockKind.Credit && (shock.Probability is not null || shock.Correlation is not null))
        {
            yield return (shock.Probability is null ? "correlation" : "probability", "'probability' and 'correlation' belong to credit shocks; leave them out");
        }

        if (SourceFault(shock) is { } source)
        {
            yield return ("score", source);
        }
    }

    /// <summary>What a shock needs that the network lacks, its target's faults left aside; null when nothing.</summary>
    /// <param name="shock">The shock.</param>
    /// <param name="network">The network.</param>
    public static string? Lacking(Shock shock, Network network)
    {
        if (shock is not { Kind: ShockKind.Credit, Probability: null, Score: null })
        {
            return null;
        }

        return Reach(shock, network).Where(institution => double.IsNaN(Column.Of(network.DefaultProbability, institution)))
            .Select(institution => $"a credit shock needs a 'probability', a 'score', or the column default_probability for each target; '{network.Ids[institution]}' has none").FirstOrDefault();
    }

    /// <summary>Policies that have a date from which they are in force; the others hold throughout.</summary>
    private static string[] PolicyKeys { get; } =
        [.. typeof(PolicySet).GetProperties().Where(policy => policy.PropertyType.GetProperty("From") is not null).OrderBy(policy => policy.MetadataToken).Select(policy => char.ToLowerInvariant(policy.Name[0]) + policy.Name[1..])];

    /// <summary>The institutions that a shock can hit; none where its target has faults.</summary>
    public static int[] Reach(Shock shock, Network network)
    {
        var among = shock.Target switch
        {
            Target.Each each => each.Of,
            Target.Random random => random.Among,
            _ => shock.Target,
        };
        return Targets.Faults(among, network).Any() ? [] : Targets.Resolve(among, network);
    }

    /// <summary>What is wrong with where probabilities of default come from.</summary>
    private static string? SourceFault(Shock shock) => shock switch
    {
        { Score: null } => null,
        { Kind: not ShockKind.Credit } => "'score' belongs to credit shocks; leave it out",
        { Probability: not null } => "both 'probability' and 'score' are given; expected one of them",
        _ => null,
    };

    /// <summary>Whether a shock of prices finds any price to change; a wrong name is told elsewhere.</summary>
    private static IEnumerable<string> PriceFaults(Shock shock, Mechanism? mechanism, IReadOnlyList<MarketAsset>? assets)
    {
        if (mechanism is not Joint || assets is null || shock.Kind is not (ShockKind.PriceDrop or ShockKind.RateShock))
        {
            return [];
        }

        MarketAsset[] hit = [.. assets.Where(asset => shock.Asset is null || asset.Name == shock.Asset)];
        return assets.Count == 0 ? [$"a '{Words.Of(shock.Kind)}' needs a price to change, but there are no channels.market.assets; expected some, which holdings.csv names"]
            : shock.Kind == ShockKind.RateShock && hit.Length > 0 && Array.TrueForAll(hit, asset => asset.Duration == 0)
                ? [$"a 'rate-shock' changes no price here: 'duration' of {string.Join(", ", hit.Select(asset => $"'{asset.Name}'"))} is 0; expected more than 0"]
            : [];
    }

    /// <summary>Whether a kind of shock falls on prices or rules instead of institutions.</summary>
    internal static bool HasNoTarget(ShockKind kind) => kind is ShockKind.PriceDrop or ShockKind.RateShock or ShockKind.Regulation;

    private static IEnumerable<(string Key, bool IsSet, bool Belongs, string Owners)> Settings(Shock shock) =>
    [
        ("recovery", shock.Recovery is not null, shock.Kind is ShockKind.Default or ShockKind.Credit, "default and credit"),
        ("duration", shock.Duration is not null, shock.Kind is ShockKind.Outage or ShockKind.Suspension, "outage and suspension"),
        ("asset", shock.Asset is not null, shock.Kind is ShockKind.PriceDrop or ShockKind.RateShock, "price-drop and rate-shock"),
        ("policy", shock.Policy is not null, shock.Kind == ShockKind.Regulation, "regulation"),
        ("on", shock.On is not null, shock.Kind == ShockKind.Regulation, "regulation"),
    ];

    private static Size SizeOf(ShockKind kind) => kind switch
    {
        ShockKind.Outage or ShockKind.Fraud or ShockKind.PledgeFraud => Size.OptionalShare,
        ShockKind.PriceDrop => Size.Share,
        ShockKind.RateShock => Size.Amount,
        ShockKind.AssetLoss or ShockKind.Withdrawal or ShockKind.Theft or ShockKind.OperatorError => Size.ShareOrAmount,
        ShockKind.EquityLoss or ShockKind.Load or ShockKind.News => Size.Any,
        _ => Size.None,
    };

    private static string? SizeFault(Shock shock, string name) => (SizeOf(shock.Kind), shock.Fraction, shock.Amount) switch
    {
        (_, not null, not null) => "both 'fraction' and 'amount' are given; expected one of them",
        (Size.None, null, null) or (Size.OptionalShare, null, null) => null,
        (Size.None, _, _) when shock.Kind == ShockKind.Credit => "a credit shock has no 'fraction' and no 'amount'; it has 'probability' or 'score', and 'correlation'",
        (Size.None, _, _) => $"a {name} has no 'fraction' and no 'amount'; leave them out",
        (Size.OptionalShare or Size.Share, null, not null) => $"a {name} has a 'fraction', not an 'amount'",
        (Size.Amount, not null, null) => $"a {name} has an 'amount', not a 'fraction'",
        (Size.Share, null, null) => $"'{name}' needs a size; expected 'fraction'",
        (Size.Amount, null, null) => $"'{name}' needs a size; expected 'amount'",
        (_, null, null) => $"'{name}' needs a size; expected 'fraction' or 'amount'",
        (Size.OptionalShare or Size.Share or Size.ShareOrAmount, ShockSize.Fixed { Value: > 1 } size, _) =>
            $"'fraction' is {size.Value.ToString("R", CultureInfo.InvariantCulture)}; expected at most 1{(shock.Kind == ShockKind.AssetLoss ? ": no more than all external assets can be lost" : "")}",
        _ => null,
    };
}
