namespace Contagion.Api;

/// <summary>Requests that read a scenario or make a network take turns, a few at a time: each may take a gigabyte while it does.</summary>
/// <param name="settings">How many at a time.</param>
internal sealed class LoadTurns(ServerSettings settings) : IDisposable
{
    private readonly SemaphoreSlim _free = new(settings.Limits.LoadsAtOnce);

    /// <summary>Waits for a turn before the route is used. Its body was read before, so that nobody holds a turn who sends slowly.</summary>
    public static async ValueTask<object?> Filter(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        using var turn = await context.HttpContext.RequestServices.GetRequiredService<LoadTurns>().Take(context.HttpContext.RequestAborted);
        return await next(context);
    }

    /// <summary>Waits for a turn, which ends when it is disposed of.</summary>
    public async Task<IDisposable> Take(CancellationToken stop)
    {
        await _free.WaitAsync(stop);
        return new Turn(_free);
    }

    /// <inheritdoc/>
    public void Dispose() => _free.Dispose();

    private sealed class Turn(SemaphoreSlim free) : IDisposable
    {
        public void Dispose() => free.Release();
    }
}
