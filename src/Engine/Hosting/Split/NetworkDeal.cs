using Contagion.Networks;

namespace Contagion.Engine;

/// <summary>Which institutions belong to which partition of a network, and which actor carries each of them.</summary>
/// <remarks>An actor carries institutions that follow each other in the network, a partition has actors that follow each other: about as many claims as the next one.</remarks>
public sealed class NetworkDeal
{
    private readonly int _count;
    private readonly int[] _firstActor;

    /// <param name="network">The network.</param>
    /// <param name="granularity">Institutions that an actor carries, at least 1; the last one may carry fewer.</param>
    /// <param name="partitions">Partitions, at least 1; some stay empty where there are fewer actors.</param>
    public NetworkDeal(Network network, int granularity, int partitions)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(granularity, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(partitions, 1);
        (_count, Granularity, Partitions) = (network.Count, Math.Min(granularity, Math.Max(1, network.Count)), partitions);
        _firstActor = new int[partitions + 1];
        _firstActor[partitions] = Actors;
        var whole = WeightBefore(network.Count);
        for (var (partition, actor) = (1, 0); partition < partitions; partition++)
        {
            while (actor < Actors && WeightBefore(FirstOf(actor)) * partitions < whole * partition)
            {
                actor++;
            }

            _firstActor[partition] = actor;
        }

        // An institution without claims takes its time too.
        long WeightBefore(int institution) => network.Claims.Start[institution] + (long)institution;
    }

    /// <summary>Institutions that an actor carries.</summary>
    public int Granularity { get; }

    /// <summary>Number of partitions.</summary>
    public int Partitions { get; }

    /// <summary>Number of actors.</summary>
    public int Actors => (int)(((long)_count + Granularity - 1) / Granularity);

    /// <summary>The actors of a partition: from the first to before the second.</summary>
    public (int From, int To) ActorsOf(int partition) => (_firstActor[partition], _firstActor[partition + 1]);

    /// <summary>The actor that carries an institution.</summary>
    public int ActorOf(int institution) => institution / Granularity;

    /// <summary>The first institution of an actor, or how many institutions there are for the actor after the last one.</summary>
    public int FirstOf(int actor) => (int)Math.Min(_count, (long)actor * Granularity);
}
