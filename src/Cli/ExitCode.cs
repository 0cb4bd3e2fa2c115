namespace Contagion.Cli;

/// <summary>What the command tells its caller.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>The run failed.</summary>
    public const int Failed = 1;

    /// <summary>The input is wrong; nothing was written.</summary>
    public const int InputWrong = 2;

    /// <summary>Stopped by Ctrl-C or a request to end; the run can be resumed. 128 + SIGINT, as shells expect.</summary>
    public const int Cancelled = 130;
}
