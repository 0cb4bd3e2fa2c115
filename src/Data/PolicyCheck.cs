using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Data;

/// <summary>Checks policies, those of the scenario and those it is compared under: names, dates, settings that contradict each other, and what they ask of
/// the network.</summary>
/// <param name="reader">Knows the scenario and the places of its parts.</param>
/// <param name="faults">Told what is wrong.</param>
internal sealed class PolicyCheck(ScenarioReader reader, Faults faults)
{
    private static readonly string[] Bases = ScenarioShape.WordsOf(typeof(ReserveBase));

    /// <summary>Checks settings against each other.</summary>
    /// <param name="scenario">The scenario; null when it could not be read whole.</param>
    public void Settings(Scenario? scenario)
    {
        Names();
        foreach (var policy in reader.Policies)
        {
            switch (policy)
            {
                case ReserveFund fund:
                    Settings(fund);
                    break;
                case Waterfall { Order: var order } when order.Distinct().Count() < order.Count:
                    Tell(policy, "order", $"'order' names '{Words.Of(order.GroupBy(layer => layer).First(same => same.Count() > 1).Key)}' twice; expected each layer once");
                    break;
            }
        }

        if (scenario is not null)
        {
            Dates(scenario);
            Regulation(scenario);
        }
    }

    /// <summary>Checks that there is somebody whom policies are for unless they say so themselves, and that there are the columns that they go by.</summary>
    public void OnNetwork(Network network)
    {
        foreach (var policy in reader.Policies)
        {
            if (ScenarioShape.ValueOf(policy, "among") is null && UsuallyFor(policy) is { } kind && !Enumerable.Range(0, network.Count).Any(institution => network.KindOf(institution) == kind))
            {
                Tell(policy, null, $"'{KeyOf(policy)}' is for every {Words.Of(kind)}, but no institution is of kind '{Words.Of(kind)}'; expected 'among', or leave the policy out");
            }

            foreach (var (key, column) in ColumnsFor(policy).Where(one => one.Values(network).IsEmpty).Select(one => (one.Key, one.Column)))
            {
                Tell(policy, key, $"'{key}' needs a column {column} in institutions.csv{(column == "score" ? ", or a 'scorer' under 'network.files'" : "")}; there is none");
            }

            if (policy is InformationSharing { Bureau: { } bureau } && !network.TryFind(bureau, out _))
            {
                Tell(policy, "bureau", $"unknown institution '{bureau}'; expected an id of the network{Nearest.Hint(bureau, network.Ids)}");
            }
        }
    }

    /// <summary>Checks the names of policy sets against each other.</summary>
    private void Names()
    {
        foreach (var named in reader.PolicySets)
        {
            if (named.Name is ComparisonFile.Base or ComparisonFile.NoPolicies)
            {
                Tell(named, "name", $"'{named.Name}' is what the policies of the scenario itself are called in a comparison; expected another name");
            }
            else if (!ReferenceEquals(reader.PolicySets.Find(one => one.Name == named.Name), named))
            {
                Tell(named, "name", $"two policy sets are called '{named.Name}'; expected names that tell them apart");
            }
        }
    }

    private void Settings(ReserveFund fund)
    {
        foreach (var key in new[] { "ratio", "of" }.Where(key => fund.Ratios is not null && reader.IsGiven(fund, key)))
        {
            Tell(fund, key, $"'{key}' is given beside 'ratios', which stands instead of it; expected one of them");
        }

        if (fund is { Sum: true, Ratios: null })
        {
            Tell(fund, "sum", "'sum' adds up 'ratios', and there are none; expected some, or leave it out");
        }

        foreach (var (name, _) in fund.Ratios?.ByName.Where(one => !Bases.Contains(one.Key)) ?? [])
        {
            Tell(fund.Ratios!, name, $"unknown base '{name}'; expected one of {string.Join(", ", Bases)}{Nearest.Hint(name, Bases)}");
        }
    }

    /// <summary>Checks that policies come into force while the scenario runs, by their own date or by regulation.</summary>
    private void Dates(Scenario scenario)
    {
        var (periods, shocks) = (scenario.Run.Periods, scenario.Shocks.Where(shock => shock.Kind == ShockKind.Regulation && shock.On != false).ToArray());
        foreach (var policy in reader.Policies)
        {
            if (ScenarioShape.ValueOf(policy, "from") is int from && from >= periods && !Array.Exists(shocks, shock => shock.Policy == KeyOf(policy)))
            {
                Tell(policy, "from", $"'from' is {from}, but the run has {(periods == 1 ? "one period; expected 0" : $"{periods} periods; expected 0 to {periods - 1}")}, or a regulation shock that puts the policy in force");
            }
        }
    }

    /// <summary>Checks that regulation finds the policies that it is about, in the scenario or in any set.</summary>
    private void Regulation(Scenario scenario)
    {
        string[] there = [.. reader.Policies.Select(KeyOf)];
        foreach (var shock in scenario.Shocks.Where(shock => shock is { Kind: ShockKind.Regulation, Policy: not null } && !there.Contains(shock.Policy)))
        {
            Tell(shock, "policy", $"the scenario has no policy '{shock.Policy}' to put in force or out of it; expected it under 'policies' or in a policy set");
        }
    }

    /// <summary>The key of a policy under <c>policies</c>.</summary>
    private static string KeyOf(object policy) => ScenarioShape.KeysOf(typeof(PolicySet)).First(key => key.Property.PropertyType == policy.GetType()).Name;

    /// <summary>Of what kind institutions are that a policy is for without <c>among</c>; null for any.</summary>
    private static InstitutionKind? UsuallyFor(object policy) => policy switch
    {
        LenderOfLastResort => InstitutionKind.Bank,
        GuaranteeFund or Gate or Admission or ReserveFund => InstitutionKind.Platform,
        _ => null,
    };

    /// <summary>The columns that a policy goes by, and the keys that ask for them.</summary>
    private static IEnumerable<(string Key, string Column, Column Values)> ColumnsFor(object policy) => policy switch
    {
        Gate { AccountCap: not null } => [("accountCap", "accounts", network => network.Accounts)],
        ReserveFund { Ratios: null, Of: ReserveBase.DailyTransactions } => [("of", "daily_transactions", network => network.DailyTransactions)],
        ReserveFund { Ratios: { } ratios } when ratios.ByName.Any(one => one.Key == Words.Of(ReserveBase.DailyTransactions)) =>
            [("ratios", "daily_transactions", network => network.DailyTransactions)],
        InformationSharing { Shows: ShownTrait.Score } => [("shows", "score", network => network.Score)],
        Admission admission =>
        [
            .. admission.MinScore is null ? Array.Empty<(string, string, Column)>() : [("minScore", "score", network => network.Score)],
            .. admission.Licence ? [("licence", "licence", network => network.Licence)] : Array.Empty<(string, string, Column)>(),
        ],
        _ => [],
    };

    private void Tell(object part, string? key, string fault)
    {
        var place = reader.PlaceOf(part, key);
        faults.Add(place.File, place.Line, place.Column, fault);
    }

    /// <summary>A column of the network, by institution; empty where no institution gives it.</summary>
    private delegate ReadOnlySpan<double> Column(Network network);
}
