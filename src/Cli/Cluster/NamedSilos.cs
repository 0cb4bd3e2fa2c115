namespace Contagion.Cli;

/// <summary>A cluster by some of its silos.</summary>
/// <param name="silos">Where they are reached.</param>
internal sealed class NamedSilos(IReadOnlyList<Uri> silos) : ClusterAddress
{
    /// <inheritdoc/>
    public override Task<IReadOnlyList<Uri>> Find(CancellationToken cancellationToken) => Task.FromResult(silos);
}
