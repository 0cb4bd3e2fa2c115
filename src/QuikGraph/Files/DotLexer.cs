using System.Text;

namespace Contagion.QuikGraphs;

/// <summary>Cuts a DOT file into words, texts and signs.</summary>
/// <param name="reader">The file.</param>
internal sealed class DotLexer(TextReader reader)
{
    /// <summary>The longest word or text, in characters: names and numbers, not documents.</summary>
    public const int TextMax = 4096;

    private const string Signs = "{}[];,=:+<";

    private readonly StringBuilder _text = new();
    private int _line = 1;
    private int _column = 1;

    private Place Here => new(_line, _column);

    /// <summary>The next token.</summary>
    /// <exception cref="DotFormatException">The file has something that is none.</exception>
    public DotToken Next()
    {
        SkipBlanks();
        var place = Here;
        var next = reader.Peek();
        return next < 0 ? new DotToken("", DotTokenKind.End, place)
            : next == '"' ? new DotToken(Quoted(place), DotTokenKind.Text, place)
            : IsOfWord((char)next) ? new DotToken(Word(), DotTokenKind.Word, place)
            : new DotToken(Sign(place), DotTokenKind.Sign, place);
    }

    private static bool IsOfWord(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '.' || letter > '\u007F';

    private void SkipBlanks()
    {
        for (var next = reader.Peek(); next >= 0; next = reader.Peek())
        {
            if (char.IsWhiteSpace((char)next) || next == '\uFEFF')
            {
                Take();
            }
            else if (next == '/' || (next == '#' && _column == 1))
            {
                SkipComment();
            }
            else
            {
                return;
            }
        }
    }

    private void SkipComment()
    {
        var place = Here;
        if (Take() == '/' && reader.Peek() is not ('*' or '/'))
        {
            throw new DotFormatException(place, "a '/'; expected a comment, or a text in quotation marks");
        }

        if (reader.Peek() == '*')
        {
            Take();
            for (var before = ' '; ;)
            {
                var letter = reader.Peek() < 0 ? throw new DotFormatException(place, "a comment that does not end; expected */") : Take();
                if (before == '*' && letter == '/')
                {
                    return;
                }

                before = letter;
            }
        }

        while (reader.Peek() is >= 0 and not '\n')
        {
            Take();
        }
    }

    private string Word()
    {
        _text.Clear();
        while (reader.Peek() is >= 0 and var next && IsOfWord((char)next))
        {
            Append(Take());
        }

        return _text.ToString();
    }

    private string Quoted(Place place)
    {
        _text.Clear();
        Take();
        while (true)
        {
            var letter = reader.Peek() < 0 ? throw new DotFormatException(place, "quotation marks that do not close; expected \"...\"") : Take();
            if (letter == '"')
            {
                return _text.ToString();
            }

            if (letter == '\\' && reader.Peek() is '"' or '\\')
            {
                letter = Take();
            }

            Append(letter);
        }
    }

    /// <summary>An arrow, a minus with its number, or a single sign.</summary>
    private string Sign(Place place)
    {
        var sign = Take();
        if (sign == '-' && reader.Peek() is '>' or '-')
        {
            return $"-{Take()}";
        }

        return Signs.Contains(sign, StringComparison.Ordinal) || sign == '-' ? sign.ToString()
            : throw new DotFormatException(place, $"a sign {RecordFields.Say(sign.ToString())}; expected an id, or a text in quotation marks");
    }

    private void Append(char letter)
    {
        _text.Append(letter);
        if (_text.Length > TextMax)
        {
            throw new DotFormatException(Here, $"a text is longer than {TextMax} characters");
        }
    }

    private char Take()
    {
        var letter = (char)reader.Read();
        (_line, _column) = letter == '\n' ? (_line + 1, 1) : (_line, _column + 1);
        return letter;
    }
}
