namespace Contagion.Engine;

/// <summary>Numbers of replications that travel together, one in each lane: eight in a vector, or one alone. A replication does not notice
/// which: its bits are the same in either.</summary>
/// <remarks>Masks have all bits of a lane set or none. Minimum and maximum are comparisons, as 512 bits on x86 have them in one
/// instruction; other processors treat zeros of different sign and NaN differently.</remarks>
/// <typeparam name="TSelf">The implementing type.</typeparam>
public interface ILanes<TSelf>
    where TSelf : unmanaged, ILanes<TSelf>
{
    /// <summary>Replications in a block.</summary>
    static abstract int Count { get; }

    /// <summary>Zero in every lane; also the mask of no lane.</summary>
    static abstract TSelf Zero { get; }

    /// <summary>One in every lane.</summary>
    static abstract TSelf One { get; }

    /// <summary>The mask of every lane.</summary>
    static abstract TSelf All { get; }

    /// <summary>The number of a lane.</summary>
    double this[int lane] { get; }

    /// <summary>The same number in every lane.</summary>
    static abstract TSelf Of(double number);

    /// <summary>Sum, lane by lane.</summary>
    static abstract TSelf operator +(TSelf first, TSelf second);

    /// <summary>Difference, lane by lane.</summary>
    static abstract TSelf operator -(TSelf first, TSelf second);

    /// <summary>Product, lane by lane.</summary>
    static abstract TSelf operator *(TSelf first, TSelf second);

    /// <summary>A number times lanes, which go from where they lie straight into the product: an instruction less for each exposure of a gather.</summary>
    static abstract TSelf operator *(double coefficient, in TSelf lanes);

    /// <summary>Quotient, lane by lane.</summary>
    static abstract TSelf operator /(TSelf first, TSelf second);

    /// <summary>Lanes set in both masks; or the number where the mask is set, zero elsewhere.</summary>
    static abstract TSelf operator &(TSelf first, TSelf second);

    /// <summary>Lanes set in either mask.</summary>
    static abstract TSelf operator |(TSelf first, TSelf second);

    /// <summary>Lanes not set in the mask.</summary>
    static abstract TSelf operator ~(TSelf mask);

    /// <summary>The smaller of two numbers, the first where they are equal.</summary>
    static abstract TSelf Min(TSelf first, TSelf second);

    /// <summary>The larger of two numbers, the first where they are equal.</summary>
    static abstract TSelf Max(TSelf first, TSelf second);

    /// <summary>Without sign.</summary>
    static abstract TSelf Abs(TSelf number);

    /// <summary>The square root.</summary>
    static abstract TSelf Sqrt(TSelf number);

    /// <summary>One number where the mask is set, another elsewhere.</summary>
    static abstract TSelf Select(TSelf mask, TSelf there, TSelf elsewhere);

    /// <summary>Mask of the lanes in which the first number is below the second.</summary>
    static abstract TSelf IsBelow(TSelf first, TSelf second);

    /// <summary>Mask of the lanes in which the first number is at most the second.</summary>
    static abstract TSelf IsAtMost(TSelf first, TSelf second);

    /// <summary>Mask of the lanes in which two numbers are the same.</summary>
    static abstract TSelf IsEqual(TSelf first, TSelf second);

    /// <summary>True when no lane of the mask is set.</summary>
    static abstract bool IsNone(TSelf mask);

    /// <summary>The mask of the first lanes.</summary>
    static abstract TSelf First(int count);

    /// <summary>True when this mask has the lane set.</summary>
    bool Has(int lane);

    /// <summary>These numbers with another one in a lane.</summary>
    TSelf With(int lane, double number);

    /// <summary>This mask with a lane set besides.</summary>
    TSelf WithLane(int lane);
}
