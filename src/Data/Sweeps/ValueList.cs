namespace Contagion.Data;

/// <summary>Takes a list of YAML values apart at its commas; those within brackets and quotes belong to a value.</summary>
internal static class ValueList
{
    /// <summary>The values, without blanks around them, and where each begins in the text, from 0.</summary>
    public static IEnumerable<(string Text, int At)> Split(string text)
    {
        var start = 0;
        foreach (var comma in Commas(text).Append(text.Length))
        {
            var value = text[start..comma];
            yield return (value.Trim(), start + (value.Length - value.TrimStart().Length));
            start = comma + 1;
        }
    }

    private static IEnumerable<int> Commas(string text)
    {
        var (depth, isStart) = (0, true);
        for (var at = 0; at < text.Length; at++)
        {
            var letter = text[at];
            if (letter is '"' or '\'' && isStart)
            {
                at = EndOfQuote(text, at);
            }
            else if (letter is '[' or '{' && (depth > 0 || isStart))
            {
                depth++;
            }
            else if (letter is ']' or '}' && depth > 0)
            {
                depth--;
            }
            else if (letter == ',' && depth == 0)
            {
                yield return at;
            }

            // In YAML a quote or bracket within a word is a letter like any other.
            isStart = letter switch
            {
                ',' or '[' or '{' => true,
                ' ' => isStart || (at > 0 && text[at - 1] == ':'),
                ':' => at > 0 && (text[at - 1] is '"' or '\''),
                _ => false,
            };
        }
    }

    /// <summary>The closing quote, or the end of the text where there is none: YAML tells what is wrong then.</summary>
    private static int EndOfQuote(string text, int open)
    {
        for (var at = open + 1; at < text.Length; at++)
        {
            if (text[open] == '"' && text[at] == '\\')
            {
                at++;
            }
            else if (text[at] == text[open])
            {
                if (text[open] == '"' || at + 1 == text.Length || text[at + 1] != '\'')
                {
                    return at;
                }

                // Two single quotes stand for one.
                at++;
            }
        }

        return text.Length;
    }
}
