using System.Diagnostics;
using Microsoft.AspNetCore.Connections;
using Orleans.Runtime;
using Orleans.Runtime.Messaging;

namespace Contagion.Grains;

/// <summary>Calls of grains that outlive the silos that carry them.</summary>
internal static class Asking
{
    private static readonly TimeSpan AskFor = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <inheritdoc cref="Ask{T}"/>
    public static Task Ask(Func<Task> ask, CancellationToken cancellationToken) => Ask(
        async () =>
        {
            await ask();
            return true;
        },
        cancellationToken);

    /// <summary>Asks a grain; again where the silo that had it has gone, since another takes it over.</summary>
    /// <param name="ask">The call; done twice it changes no more than done once.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    public static async Task<T> Ask<T>(Func<Task<T>> ask, CancellationToken cancellationToken)
    {
        for (var asking = Stopwatch.StartNew(); ; await Task.Delay(Pause, cancellationToken))
        {
            try
            {
                return await ask().WaitAsync(cancellationToken);
            }
            catch (Exception failure) when (failure is OrleansException or ConnectionAbortedException or ConnectionFailedException or TimeoutException && asking.Elapsed < AskFor)
            {
            }
        }
    }
}
