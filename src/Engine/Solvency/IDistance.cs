namespace Contagion.Engine;

/// <summary>Whether signals are so far from the processor that they are asked for ahead of time; a type, so that a loop need not ask.</summary>
internal interface IDistance
{
    static abstract bool IsFar { get; }
}

/// <summary>Signals fit into the cache of the processor.</summary>
internal readonly struct Near : IDistance
{
    public static bool IsFar => false;
}

/// <summary>Signals do not.</summary>
internal readonly struct Far : IDistance
{
    public static bool IsFar => true;
}
