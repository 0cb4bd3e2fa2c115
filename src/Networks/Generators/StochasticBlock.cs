using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Contagion.Model;

namespace Contagion.Networks;

/// <summary>Institutions fall into groups, and how likely one lends to another depends on the groups of the two.</summary>
/// <remarks>Holland, Laskey and Leinhardt (1983), Social Networks 5(2):109–137; here directed. O(institutions × groups + links).</remarks>
public sealed record StochasticBlock : BankModel
{
    /// <summary>The most groups: every institution is asked about each.</summary>
    public const int GroupsMax = 200;

    /// <inheritdoc/>
    public override string Name => "stochastic-block";

    /// <summary>The groups, in the order of their institutions.</summary>
    [Description("The groups, in the order of their institutions; their names are the groups of the institutions, whose ids are B1, B2, ...")]
    public required IReadOnlyList<BankGroup> Groups { get; init; }

    private long Institutions => Groups.Sum(group => (long)group.Institutions);

    /// <inheritdoc/>
    public override IEnumerable<(string? Key, string Fault)> Faults()
    {
        foreach (var fault in base.Faults())
        {
            yield return fault;
        }

        if (Groups.Count is 0 or > GroupsMax)
        {
            yield return ("groups", $"there are {Groups.Count} groups; expected 1 to {GroupsMax}");
            yield break;
        }

        if (Institutions is < 2 or > InstitutionsMax)
        {
            yield return ("groups", FormattableString.Invariant($"the groups have {Institutions:N0} institutions together; expected 2 to {InstitutionsMax:N0}"));
        }

        string[] names = [.. Groups.Select(group => group.Name)];
        foreach (var (group, number) in Groups.Select((group, number) => (group, number)))
        {
            if (Array.IndexOf(names, group.Name) < number)
            {
                yield return ($"groups.{number}.name", $"the group '{group.Name}' is listed twice; expected each once");
            }

            foreach (var name in group.LendsTo.ByName.Select(one => one.Key).Where(name => !names.Contains(name)))
            {
                yield return ($"groups.{number}.lendsTo.{name}", $"unknown group '{name}'; expected some of {string.Join(", ", names)}{Nearest.Hint(name, names)}");
            }
        }

        foreach (var fault in TooMany(LinksExpected(), "groups"))
        {
            yield return fault;
        }
    }

    /// <inheritdoc/>
    public bool Equals(StochasticBlock? other) => base.Equals(other) && Groups.SequenceEqual(other.Groups);

    /// <inheritdoc/>
    public override int GetHashCode() => base.GetHashCode();

    /// <inheritdoc/>
    public override NetworkSize SizeExpected() => new(Institutions, LinksExpected());

    private protected override Links DrawLinks(NetworkDraw draw)
    {
        var (ends, count) = (new int[Groups.Count], 0);
        for (var group = 0; group < ends.Length; group++)
        {
            ends[group] = count += Groups[group].Institutions;
        }

        double[][] logMissed = [.. Groups.Select(from => Groups.Select(to => Coins.LogOfMissing(Probability(from, to))).ToArray())];
        return Links.Draw(draw, count, LinksExpected(), Row) with { Groups = [.. Groups.Select((group, number) => (group.Name, ends[number]))] };

        void Row(int creditor, List<int> debtors)
        {
            var own = Array.FindIndex(ends, end => creditor < end);
            var coins = new Coins(draw, Purpose.Links, creditor);
            for (var (group, first) = (0, 0); group < ends.Length; first = ends[group++])
            {
                if (group == own)
                {
                    coins.ThrowAmongOthers(logMissed[own][group], first, ends[group], debtors);
                }
                else if (logMissed[own][group] != 0)
                {
                    coins.Throw(logMissed[own][group], first, ends[group], debtors);
                }
            }
        }
    }

    private static double Probability(BankGroup from, BankGroup to) => from.LendsTo.ByName.FirstOrDefault(one => one.Key == to.Name).Value;

    private double LinksExpected() => Groups.Sum(from => Groups.Sum(to =>
        Probability(from, to) * from.Institutions * (to.Institutions - (ReferenceEquals(from, to) ? 1.0 : 0))));
}

/// <summary>A group of banks.</summary>
public sealed record BankGroup
{
    /// <summary>Its name.</summary>
    [Description("Name of the group.")]
    public required string Name { get; init; }

    /// <summary>How many are in it.</summary>
    [Description("How many institutions are in it.")]
    [Range(1, NetworkModel.InstitutionsMax)]
    public required int Institutions { get; init; }

    /// <summary>A row of the matrix of probabilities.</summary>
    [Description("Under the name of each group, the probability that one of this group lends to one of that; 0 where a group is not named.")]
    [Range(0, 1)]
    public required NamedNumbers LendsTo { get; init; }
}
