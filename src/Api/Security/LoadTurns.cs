namespace Contagion.Api;

/// <summary>Requests that read a scenario or make a network take turns, a few at a time: each may take a gigabyte while it does.</summary>
/// <param name="settings">How many at a time.</param>
internal sealed class LoadTurns(ServerSettings settings) : IDisposable
{
    private readonly SemaphoreSlim _free = new(settings.Limits.LoadsAtOnce);

    /// <summary>Waits for a turn before the route is used.</summary>
    public static async ValueTask<object?> Filter(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var turns = context.HttpContext.RequestServices.GetRequiredService<LoadTurns>()._free;
        await turns.WaitAsync(context.HttpContext.RequestAborted);
        try
        {
            return await next(context);
        }
        finally
        {
            turns.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _free.Dispose();
}
