using Contagion.Model;

namespace Contagion.Cli;

/// <summary>Turns what can go wrong into a sentence and an exit code.</summary>
internal static class Guard
{
    /// <summary>Runs a command.</summary>
    public static int Run(Func<int> command)
    {
        try
        {
            return command();
        }
        catch (InputException wrong)
        {
            Console.Error.WriteLine(wrong.Message);
            return ExitCode.InputWrong;
        }
        catch (IOException) when (IsOutputClosed())
        {
            // Whoever read our output has seen enough (| head).
            return ExitCode.Done;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"contagion: {failure.Message}");
            return ExitCode.Failed;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // Never meant to be seen: whoever meets it should have something to send us.
            Console.Error.WriteLine($"contagion: a fault in the program itself, please report it with the scenario: {failure}");
            return ExitCode.Failed;
        }
        catch (OutOfMemoryException)
        {
            Console.Error.WriteLine("contagion: there is not enough memory for this network and number of threads; try --threads 1 or a smaller network");
            return ExitCode.Failed;
        }
    }

    private static bool IsOutputClosed()
    {
        try
        {
            Console.Out.Write("");
            Console.Out.Flush();
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
