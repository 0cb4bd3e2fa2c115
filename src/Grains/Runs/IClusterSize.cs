namespace Contagion.Grains;

/// <summary>How much can be computed at a time on all silos together.</summary>
public interface IClusterSize
{
    /// <summary>Places to ask for blocks: for each processor of each silo one that computes and one that waits, so that no processor does.</summary>
    ValueTask<int> Places();

    /// <summary>Silos that are alive.</summary>
    ValueTask<int> Silos();
}
