namespace Contagion.Engine;

/// <summary>Where worlds without a cluster keep what they are, so that they outlive their process.</summary>
public interface IWorldStore
{
    /// <summary>What a world was opened with, and its log; null where there is none of this name. Nobody else may change it from now on.</summary>
    (WorldOrder Order, string Log)? Find(string world);

    /// <summary>Begins a world of a name that there is none of.</summary>
    void Open(string world, WorldOrder order);

    /// <summary>Keeps a further line of the log of a world that was found or opened, on disk once this returns.</summary>
    void Append(string world, string line);

    /// <summary>Forgets a world, where there is one.</summary>
    void Drop(string world);
}
