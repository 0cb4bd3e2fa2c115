namespace Contagion.Analysis;

/// <summary>A set of players that grows one by one, and its value.</summary>
/// <remarks>The value must depend on who is in the set alone, but for rounding.</remarks>
public interface ICoalition
{
    /// <summary>Sends everybody away.</summary>
    /// <returns>The value of nobody.</returns>
    double Clear();

    /// <summary>Lets a player in who is not in yet.</summary>
    /// <returns>The value of the set with it.</returns>
    double Join(int player);
}

/// <summary>A set whose value is computed anew whenever it has grown.</summary>
/// <param name="players">Number of players.</param>
/// <param name="valueOf">v of a set, told by who is in it.</param>
public sealed class Coalition(int players, Func<IReadOnlyList<bool>, double> valueOf) : ICoalition
{
    private readonly bool[] _isIn = new bool[players];

    /// <inheritdoc/>
    public double Clear()
    {
        Array.Clear(_isIn);
        return valueOf(_isIn);
    }

    /// <inheritdoc/>
    public double Join(int player)
    {
        _isIn[player] = true;
        return valueOf(_isIn);
    }
}
