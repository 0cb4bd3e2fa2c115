using Contagion.Analysis;
using Contagion.Data;

namespace Contagion.Cli;

/// <summary>What is said and noted of work that did not go through in one go.</summary>
internal static class Unfinished
{
    /// <summary>Tells that parts of a journal could not be trusted.</summary>
    public static void TellDropped(int records, string folder)
    {
        if (records > 0)
        {
            Console.Error.WriteLine($"{Meaning.Count(records, "damaged record")} of the journal in {folder} dropped; what {(records == 1 ? "it" : "they")} held is computed again.");
        }
    }

    /// <summary>Tells how to go on with what the user stopped.</summary>
    public static int TellStopped(string command)
    {
        Console.Error.WriteLine($"Stopped. Go on with: {Shell.Program} {command} --resume");
        return ExitCode.Cancelled;
    }

    /// <summary>Tells that a folder is complete, or prints what is asked for of it.</summary>
    /// <param name="options">What is asked for.</param>
    /// <param name="kind">What is complete: a run, a sweep.</param>
    /// <param name="folder">Where it is.</param>
    /// <param name="json">Prints it as JSON.</param>
    public static int TellCompleted(RunArguments options, string kind, string folder, Action json)
    {
        options.Tell(json, () => Console.Out.WriteLine($"Nothing to do: the {kind} in {folder} is complete."));
        return ExitCode.Done;
    }

    /// <summary>Does work and notes in its folder how it ended where it did not complete; false when the user stopped it.</summary>
    /// <param name="work">The work.</param>
    /// <param name="end">Notes the state and, for a failure, why.</param>
    public static bool Note(Action work, Action<RunState, string?> end)
    {
        try
        {
            work();
            return true;
        }
        catch (OperationCanceledException)
        {
            end(RunState.Cancelled, null);
            return false;
        }
        catch (Exception failure) when (failure is not Model.InputException)
        {
            TryEnd(end, failure.Message);
            throw;
        }
    }

    /// <summary>A full disk may refuse this as well; the first failure is the one to tell.</summary>
    private static void TryEnd(Action<RunState, string?> end, string error)
    {
        try
        {
            end(RunState.Failed, error);
        }
        catch (Exception second) when (second is IOException or UnauthorizedAccessException)
        {
        }
    }
}
