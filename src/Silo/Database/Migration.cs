using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Contagion.Silo;

/// <summary>A step from one form of the database to the next.</summary>
internal sealed record Migration
{
    /// <param name="name">Name of its file: four digits, a dash, its subject and ".sql".</param>
    /// <param name="text">Its statements.</param>
    public Migration(string name, string text)
    {
        Number = int.Parse(name.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture);
        (Name, Text) = (name, text.ReplaceLineEndings("\n"));
        Checksum = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));
    }

    /// <summary>The migrations of this program, in the order in which they are applied.</summary>
    public static IReadOnlyList<Migration> All { get; } = Embedded();

    /// <summary>Its place in the order.</summary>
    public int Number { get; }

    /// <summary>Name of its file.</summary>
    public string Name { get; }

    /// <summary>Its statements, with line ends that do not depend on where the program was built.</summary>
    public string Text { get; }

    /// <summary>SHA-256 of <see cref="Text"/>, in hexadecimal.</summary>
    public string Checksum { get; }

    private static Migration[] Embedded()
    {
        var assembly = typeof(Migration).Assembly;
        var names = assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal));
        return [.. names.Select(name => new Migration(name, Read(assembly, name))).OrderBy(migration => migration.Number)];
    }

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
