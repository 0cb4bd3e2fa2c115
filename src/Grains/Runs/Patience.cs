using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace Contagion.Grains;

/// <summary>Does what needs the database, again and again while it is away.</summary>
internal static partial class Patience
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Does something for a run until the database takes it.</summary>
    /// <param name="log">Told each time that it does not.</param>
    /// <param name="run">The run.</param>
    /// <param name="act">What is done; twice it changes no more than once.</param>
    /// <param name="stop">Stops trying.</param>
    public static async Task<T> Patiently<T>(this ILogger log, string run, Func<Task<T>> act, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                return await act();
            }
            catch (Exception failure) when (failure is not (OperationCanceledException or InconsistentStateException))
            {
                LogDatabase(log, failure, run);
                await Task.Delay(Pause, stop);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Run {Run}: the database could not be asked; trying again")]
    private static partial void LogDatabase(ILogger log, Exception failure, string run);
}
