using Spectre.Console;

namespace Contagion.Cli;

/// <summary>Standard output as a terminal, or as plain text when it is none or the user wants no colour (no-color.org).</summary>
internal static class Terminal
{
    private const int WidthOfPipe = 120;

    /// <summary>Where reports go.</summary>
    public static IAnsiConsole Out()
    {
        var isPlain = Console.IsOutputRedirected || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 } || Environment.GetEnvironmentVariable("TERM") == "dumb";
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = isPlain ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = isPlain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(Console.Out),
        });
        if (Console.IsOutputRedirected)
        {
            console.Profile.Width = WidthOfPipe;
        }

        return console;
    }
}
