namespace Contagion.Grains;

/// <summary>The sweep that a partition is in.</summary>
public sealed class PartitionSweep
{
    private long _number;
    private Action<int> _carry = _ => { };
    private int[] _isTaken = [];

    /// <summary>Lets the actor at a place carry its institutions, once; of a sweep that is over nothing is left to do.</summary>
    public void Carry(long sweep, int place)
    {
        if (sweep == Volatile.Read(ref _number) && Interlocked.Exchange(ref _isTaken[place], 1) == 0)
        {
            _carry(place);
        }
    }

    /// <summary>Begins the next sweep; returns its number.</summary>
    /// <param name="actors">How many actors have anything to do in it.</param>
    /// <param name="carry">Carries the institutions of the one at a place.</param>
    internal long Begin(int actors, Action<int> carry)
    {
        (_carry, _isTaken) = (carry, new int[actors]);
        return Interlocked.Increment(ref _number);
    }
}
