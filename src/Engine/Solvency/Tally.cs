namespace Contagion.Engine;

/// <summary>What a partition reports of its part of a sweep. Everything in it can be put together in any order and gives the same bits: the
/// larger of two numbers, lanes set in either, sums of whole numbers and exact sums.</summary>
internal struct Tally<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>The largest change.</summary>
    public TLanes Change;

    /// <summary>The largest signal.</summary>
    public TLanes Loudest;

    /// <summary>Lanes in which something moved.</summary>
    public TLanes Moved;

    /// <summary>Institutions that defaulted.</summary>
    public TLanes Defaults;

    /// <summary>Equity lost: by everybody in a sweep over everybody, else by how much that of those gone over grew.</summary>
    public ExactSum<TLanes> Loss;

    /// <summary>Institutions that others will notice; where they are noted is up to the sweep.</summary>
    public int Changed;

    /// <summary>Claims walked.</summary>
    public long Work;

    /// <summary>Adds the report of another partition.</summary>
    public void Add(in Tally<TLanes> other)
    {
        Change = TLanes.Max(Change, other.Change);
        Loudest = TLanes.Max(Loudest, other.Loudest);
        Moved |= other.Moved;
        Defaults += other.Defaults;
        Loss.Add(other.Loss);
        Changed += other.Changed;
        Work += other.Work;
    }
}
