using System.ComponentModel;

namespace Contagion.Model;

/// <summary>What of spillovers is measured beside the metrics of every run; what is not named is not measured, and costs nothing.</summary>
public sealed record MetricSettings
{
    /// <summary>Every metric, as it is measured unless told otherwise.</summary>
    public static MetricSettings All { get; } = new()
    {
        CentralityWeighted = new(), Tail = new(), Concentration = new(), Shapley = new(), Moran = new(), Spillover = new(), Impact = new(),
    };

    /// <summary>Contagion weighted by centrality.</summary>
    [Description("Whether contagion sits at the centre of the network: losses weighted by centrality, and by distance from the most central institution.")]
    public CentralityWeightedSettings? CentralityWeighted { get; init; }

    /// <summary>Tail measures.</summary>
    [Description("How bad the worst replications are, and who suffers in them: value at risk, expected shortfall, MES, SES and CoVaR.")]
    public TailSettings? Tail { get; init; }

    /// <summary>Concentration.</summary>
    [Description("How evenly losses and balance sheets are spread over institutions: Herfindahl and Gini.")]
    public ConcentrationSettings? Concentration { get; init; }

    /// <summary>Shapley attribution of the tail.</summary>
    [Description("Who carries the tail: the expected shortfall of the system attributed to institutions, kinds or groups.")]
    public ShapleySettings? Shapley { get; init; }

    /// <summary>Moran's I.</summary>
    [Description("Whether losses are neighbours on the network: Moran's I with a permutation test, of the system and of each institution.")]
    public MoranSettings? Moran { get; init; }

    /// <summary>The spillover table.</summary>
    [Description("What each institution receives from others and gives to them, under each: the spillover table.")]
    public SpilloverSettings? Spillover { get; init; }

    /// <summary>Vulnerability and impact.</summary>
    [Description("How vulnerable each institution is to contagion and, under each, what its turn costs the others.")]
    public ImpactSettings? Impact { get; init; }

    /// <summary>Whether any metric goes by what each institution lost in each replication.</summary>
    public bool NeedLosses => this with { Tail = Tail?.By is null or MetricUnit.System ? null : Tail } != new MetricSettings();
}
