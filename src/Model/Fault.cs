namespace Contagion.Model;

/// <summary>One thing that is wrong with the input: where it stands, what is wrong and what was expected.</summary>
/// <param name="File">The file as the user named it, or <c>--set</c>.</param>
/// <param name="Line">Line, counted from 1; 0 when the fault concerns the whole file.</param>
/// <param name="Column">Character in the line, counted from 1.</param>
/// <param name="Message">What is wrong, what was expected, and the nearest known name where there is one.</param>
public sealed record Fault(string File, int Line, int Column, string Message)
{
    /// <summary><c>file:line:column: message</c>, the form that editors jump to. Input that is quoted in it cannot steer a terminal.</summary>
    public override string ToString() => $"{Plain(File)}:{Line}:{Column}: {Plain(Message)}";

    private static string Plain(string text) => text.Any(char.IsControl)
        ? string.Concat(text.Select(letter => char.IsControl(letter) ? $"\\u{(int)letter:x4}" : letter.ToString()))
        : text;
}
