using Contagion.Model;

namespace Contagion.Cli.Tests;

/// <summary>Whatever goes wrong becomes a sentence on standard error and the exit code of design.md section 6.</summary>
[Collection(Command.Alone)]
public sealed class GuardTests
{
    [Fact]
    public void A_command_that_is_done_says_nothing_more() => Assert.Equal((0, ""), Run(() => 0));

    [Fact]
    public void Wrong_input_ends_with_2_and_is_told_fault_by_fault() =>
        Assert.Equal((2, "a.csv:1:2: wrong\nb.csv:3:4: wrong too\n"), Run(() => throw new InputException([new Fault("a.csv", 1, 2, "wrong"), new Fault("b.csv", 3, 4, "wrong too")], 2)));

    [Fact]
    public void A_file_that_cannot_be_written_ends_with_1_and_a_sentence()
    {
        Assert.Equal((1, "contagion: No space left on device\n"), Run(() => throw new IOException("No space left on device")));
        Assert.Equal((1, "contagion: Access is denied.\n"), Run(() => throw new UnauthorizedAccessException("Access is denied.")));
    }

    [Fact]
    public void Too_little_memory_ends_with_1_and_advice()
    {
        var (code, said) = Run(() => throw new OutOfMemoryException());

        Assert.Equal(1, code);
        Assert.Contains("--threads 1", said, StringComparison.Ordinal);
        Assert.Single(said.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public void A_fault_of_the_program_ends_with_1_and_asks_to_be_reported()
    {
        var (code, said) = Run(() => throw new InvalidOperationException("impossible"));

        Assert.Equal(1, code);
        Assert.Contains("report", said, StringComparison.Ordinal);
        Assert.Contains("impossible", said, StringComparison.Ordinal);
    }

    private static (int Code, string Said) Run(Func<int> command)
    {
        var before = Console.Error;
        using var said = new StringWriter { NewLine = "\n" };
        Console.SetError(said);
        try
        {
            return (Guard.Run(command), said.ToString());
        }
        finally
        {
            Console.SetError(before);
        }
    }
}
