using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Contagion.Model;

namespace Contagion.Networks;

/// <summary>A model that can draw networks. Deriving a sealed record from this is all it takes to add one: the scenario file and the schema
/// find it by its name and its parameters.</summary>
public abstract record NetworkModel : NetworkGenerator
{
    /// <summary>The most institutions a model draws: ids, sheets and rows of so many take a few gigabytes.</summary>
    public const int InstitutionsMax = 10_000_000;

    /// <summary>The most exposures a model may be expected to draw; each takes 28 bytes, and as much again while rows are sorted.</summary>
    public const int ExposuresMax = 200_000_000;

    /// <summary>n.</summary>
    [Description("How many institutions there are. Their ids are B1, B2, ..., with as many zeros in front as make them equally long.")]
    [Range(2, InstitutionsMax)]
    public required int Institutions { get; init; }

    /// <summary>How sheets are made to fit the links.</summary>
    [Description("How amounts and balance sheets are made to fit who lends to whom.")]
    public required BalanceRule Balance { get; init; }

    /// <summary>What is wrong with the parameters taken together, with the key that is to blame; empty when nothing is.</summary>
    public virtual IEnumerable<(string? Key, string Fault)> Faults() => [];

    /// <summary>Draws the network of a replication. The same seed and replication give the same network, whoever asks and in whatever order.</summary>
    /// <param name="seed">The scenario's seed.</param>
    /// <param name="replication">Index of the replication; 0 for the network that all share.</param>
    public Network Draw(ulong seed, uint replication) => Balance.Complete(DrawLinks(seed, replication));

    /// <summary>Draws who lends to whom.</summary>
    private protected abstract Links DrawLinks(ulong seed, uint replication);
}
