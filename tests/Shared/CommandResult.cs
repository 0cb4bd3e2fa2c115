using Xunit;

namespace Contagion.Tests;

/// <summary>How a command ended and what it said.</summary>
internal sealed record CommandResult(int ExitCode, string Out, string Error)
{
    /// <summary>All of it, for a test's message.</summary>
    public override string ToString() => $"exit code {ExitCode}\n--- standard output\n{Out}\n--- standard error\n{Error}";

    /// <summary>Fails with all that was said unless the command ended with this code.</summary>
    public CommandResult Expect(int code)
    {
        Assert.True(ExitCode == code, $"expected exit code {code}, got {this}");
        return this;
    }
}
