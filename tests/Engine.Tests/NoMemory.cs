namespace Contagion.Engine.Tests;

/// <summary>Asks whether work takes memory once it has been done a few times.</summary>
internal static class NoMemory
{
    private const int Before = 3;

    // A collection on behalf of another thread makes a thread look as if it had taken the rest of its room: what work takes, it takes each time.
    private const int AttemptsMax = 20;

    /// <summary>Fails if doing this takes memory each time.</summary>
    public static void Taken(Action work, string inputs)
    {
        for (var time = 0; time < Before; time++)
        {
            work();
        }

        var taken = long.MaxValue;
        for (var attempt = 0; attempt < AttemptsMax && taken > 0; attempt++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            work();
            taken = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Assert.True(taken == 0, $"{inputs}: {taken} bytes in each of {AttemptsMax} attempts");
    }
}
