using Xunit;

namespace Contagion.Tests;

/// <summary>A test on data that may not be copied into the repository: skipped where it does not lie beside it.</summary>
internal sealed class SharedFactAttribute : FactAttribute
{
    public SharedFactAttribute(string folder, bool isLong = false)
    {
        if (Folders.Shared(folder) is null)
        {
            Skip = $"needs shared/reference/{folder} beside the repository (its licence keeps it out)";
        }
        else if (isLong && !LongProofs.AreAsked)
        {
            Skip = "a long proof: run ./test all";
        }
    }
}

/// <summary>What <c>./test all</c> does besides.</summary>
internal static class LongProofs
{
    /// <summary>Whether they are asked for.</summary>
    public static bool AreAsked { get; } = Environment.GetEnvironmentVariable("CONTAGION_TEST_ALL") is "1";
}

/// <summary>A long proof: run by <c>./test all</c>.</summary>
internal sealed class LongFactAttribute : FactAttribute
{
    public LongFactAttribute()
    {
        if (!LongProofs.AreAsked)
        {
            Skip = "a long proof: run ./test all";
        }
    }
}

/// <summary>A long proof for each of many cases: run by <c>./test all</c>.</summary>
internal sealed class LongTheoryAttribute : TheoryAttribute
{
    public LongTheoryAttribute()
    {
        if (!LongProofs.AreAsked)
        {
            Skip = "a long proof: run ./test all";
        }
    }
}
