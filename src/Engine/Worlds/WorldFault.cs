namespace Contagion.Engine;

/// <summary>Why a world refuses something.</summary>
public enum WorldFault
{
    /// <summary>There is no such world, scenario or institution.</summary>
    Unknown,

    /// <summary>What is asked makes no sense.</summary>
    Wrong,

    /// <summary>It makes sense, but not now: the number is taken by another command or not reached yet, or the world was opened with another scenario.</summary>
    Conflict,
}
