using System.Runtime.Intrinsics;

namespace Contagion.Engine;

/// <summary>What a partition reports of its part of a sweep. Everything in it can be put together in any order and gives the same bits: the
/// larger of two numbers, lanes set in either, and sums of whole numbers.</summary>
internal struct Tally
{
    /// <summary>The largest change.</summary>
    public Lanes Change;

    /// <summary>The largest signal.</summary>
    public Lanes Loudest;

    /// <summary>Lanes in which something moved.</summary>
    public Lanes Moved;

    /// <summary>Institutions that defaulted.</summary>
    public Lanes Defaults;

    /// <summary>Adds the report of another partition.</summary>
    public void Add(in Tally other)
    {
        Change = Lane.Max(Change, other.Change);
        Loudest = Lane.Max(Loudest, other.Loudest);
        Moved |= other.Moved;
        Defaults += other.Defaults;
    }
}
