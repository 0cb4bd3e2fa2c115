namespace Contagion.Grains;

/// <summary>An actor that carries some institutions of a partition, one or a hundred thousand. Its key is that of the partition and its own number, with a number sign between them.</summary>
public interface IActorGrain : IGrainWithStringKey
{
    /// <summary>Carries its institutions through a step; asked again for the same one it does nothing.</summary>
    /// <param name="sweep">Which sweep of the partition.</param>
    /// <param name="place">Its place among the actors that have anything to do in it.</param>
    [ResponseTimeout("1.00:00:00")]
    Task Carry(long sweep, int place);
}
