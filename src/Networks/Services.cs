namespace Contagion.Networks;

/// <summary>Who depends on whose services, and which services can stand in for each other (<c>models.md</c> 5.1).</summary>
public sealed class Services
{
    private readonly int[] _need;

    internal Services(CompressedRows rows, int[] need) => (Rows, _need) = (rows, need);

    /// <summary>Row i: those that institution i depends on; columns are providers, amounts efficiencies in (0, 1]. Entries of a row stand by need,
    /// those of one need by ascending provider.</summary>
    public CompressedRows Rows { get; }

    /// <summary>The need that each entry of <see cref="Rows"/> meets, numbered from 0 within its row and ascending. All needs of a row must be
    /// met; entries of the same need are alternatives.</summary>
    public ReadOnlySpan<int> Need => _need;
}
