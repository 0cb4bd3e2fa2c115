using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Contagion.Model;

/// <summary>How a network that cannot be observed is made of what each institution lends and owes in all. The networks derive one sealed
/// record a method.</summary>
public abstract record NetworkReconstruction
{
    /// <summary>The most networks that replications may share.</summary>
    public const int SamplesMax = 1_000_000;

    /// <summary>The method's name in a scenario file.</summary>
    public abstract string Name { get; }

    /// <summary>The file of totals, relative to the scenario file.</summary>
    [Description("CSV file, beside the scenario file or in a folder below it: institutions.csv with the columns network_assets and network_liabilities besides, and debtors and creditors where the method is configuration.")]
    public required string Marginals { get; init; }

    /// <summary>How many networks replications draw from; null for one each.</summary>
    [Description("How many networks there are: replication r is run on network r mod samples. Each replication draws its own where it is left out, and with 1 all share one. Maximum entropy knows one network only.")]
    [Range(1, SamplesMax)]
    public int? Samples { get; init; }
}
