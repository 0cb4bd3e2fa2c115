using System.Runtime.ExceptionServices;

namespace Contagion.Grains;

/// <summary>The sweep that a partition is in.</summary>
public sealed class PartitionSweep
{
    private long _number;
    private Action<int> _carry = _ => { };
    private int[] _isTaken = [];
    private ExceptionDispatchInfo? _failure;

    /// <summary>Lets the actor at a place carry its institutions, once; of a sweep that is over nothing is left to do.</summary>
    public void Carry(long sweep, int place)
    {
        if (sweep != Volatile.Read(ref _number) || Interlocked.Exchange(ref _isTaken[place], 1) != 0)
        {
            return;
        }

        try
        {
            _carry(place);
        }
        catch (Exception failure)
        {
            // What goes wrong in the sums is the partition's to tell; what goes wrong with calls is another matter.
            _failure ??= ExceptionDispatchInfo.Capture(failure);
        }
    }

    /// <summary>Begins the next sweep; returns its number.</summary>
    /// <param name="actors">How many actors have anything to do in it.</param>
    /// <param name="carry">Carries the institutions of the one at a place.</param>
    internal long Begin(int actors, Action<int> carry)
    {
        (_carry, _isTaken, _failure) = (carry, new int[actors], null);
        return Interlocked.Increment(ref _number);
    }

    /// <summary>Ends the sweep, with what went wrong in it.</summary>
    /// <exception cref="IOException">Not everybody has been carried.</exception>
    internal void End()
    {
        _failure?.Throw();
        if (Array.IndexOf(_isTaken, 0) >= 0)
        {
            throw new IOException("Not all actors have carried their institutions.");
        }
    }
}
