using Contagion.Engine;
using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Data;

/// <summary>Checks policies, those of the scenario and those it is compared under: names that tell them apart, and targets that are there.</summary>
/// <param name="reader">Knows the scenario and the places of its parts.</param>
/// <param name="faults">Told what is wrong.</param>
internal sealed class PolicyCheck(ScenarioReader reader, Faults faults)
{
    /// <summary>Checks the names of policy sets against each other.</summary>
    public void Settings()
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

    /// <summary>Checks whom policies are for.</summary>
    public void OnNetwork(Network network)
    {
        foreach (var target in reader.Policies.SelectMany(TargetsOf))
        {
            foreach (var fault in target is Target.Random or Target.Each ? ["a policy is for the same institutions throughout; expected all, id, kind, group or top"] : Targets.Faults(target, network))
            {
                Tell(target, null, fault);
            }
        }
    }

    private static IEnumerable<Target> TargetsOf(PolicySet policies) => new[]
    {
        policies.GuaranteeFund?.Among, policies.LenderOfLastResort?.Among, policies.Segregation?.Among, policies.Gate?.Among, policies.Failover?.Among, policies.Admission?.Among,
    }.OfType<Target>();

    private void Tell(object part, string? key, string fault)
    {
        var place = reader.PlaceOf(part, key);
        faults.Add(place.File, place.Line, place.Column, fault);
    }
}
