namespace Contagion.Engine;

/// <summary>What the public compares platforms by. Platforms are counted from 0.</summary>
/// <param name="Kind">Of each platform, a number for its role and mode together; −1 where neither is known.</param>
/// <param name="Group">A number for its group; −1 where none is given.</param>
/// <param name="Lending">Row m: what lender m has on each platform; columns are platforms, each at most once in a row.</param>
/// <param name="Listing">Row p: the platforms that portal p lists; amounts do not matter.</param>
internal sealed record PlatformFeatures(int[] Kind, int[] Group, CompressedRows Lending, CompressedRows Listing)
{
    /// <summary>Number of platforms.</summary>
    public int Count => Kind.Length;
}
