using System.Text;

namespace Contagion.Model;

/// <summary>The words by which files and people name the members of an enumeration: <c>CentralBank</c> is written <c>central-bank</c>.</summary>
public static class Words
{
    /// <summary>The kebab-case word of an enumeration member's or a type's name.</summary>
    public static string Kebab(string name)
    {
        var word = new StringBuilder(name.Length + 4);
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && word.Length > 0)
            {
                word.Append('-');
            }

            word.Append(char.ToLowerInvariant(letter));
        }

        return word.ToString();
    }

    /// <summary>All words of an enumeration, in the order of its members.</summary>
    public static IReadOnlyList<string> Of<T>()
        where T : struct, Enum => Table<T>.Words;

    /// <summary>The word of one member.</summary>
    public static string Of<T>(T member)
        where T : struct, Enum => Table<T>.Words[Array.IndexOf(Table<T>.Members, member)];

    /// <summary>The member that a word names; false when no member has that word. Case matters.</summary>
    public static bool TryParse<T>(string word, out T member)
        where T : struct, Enum
    {
        var index = Array.IndexOf(Table<T>.Words, word);
        member = index < 0 ? default : Table<T>.Members[index];
        return index >= 0;
    }

    private static class Table<T>
        where T : struct, Enum
    {
        public static readonly T[] Members = Enum.GetValues<T>();
        public static readonly string[] Words = [.. Members.Select(member => Kebab(member.ToString()))];
    }
}
