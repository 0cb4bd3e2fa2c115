using System.Globalization;

namespace Contagion.Data;

/// <summary>How folders of results and what is in them are called.</summary>
internal static class FolderName
{
    private const string Accented = "àáâãäåçèéêëìíîïñòóôõöøùúûüýÿ";
    private const string Plain = "aaaaaaceeeeiiiinoooooouuuuyy";

    /// <summary>The digits of a hash that tell one scenario from another well enough for a name.</summary>
    private const int HashDigits = 8;

    /// <summary>What something is called, whenever and wherever it is run: its name and the first digits of its hash.</summary>
    public static string Id(string name, string hash) => $"{Slug(name)}-{hash[..HashDigits]}";

    /// <summary>Where results go unless the user says otherwise: a folder that is not there yet.</summary>
    public static string Free(string name, string hash, DateTimeOffset now)
    {
        var path = Path.Combine("runs", string.Create(CultureInfo.InvariantCulture, $"{name}-{now.UtcDateTime:yyyyMMdd-HHmmss}-{hash[..HashDigits]}"));
        var free = path;
        for (var next = 2; Directory.Exists(free); next++)
        {
            free = string.Create(CultureInfo.InvariantCulture, $"{path}-{next}");
        }

        return free;
    }

    /// <summary>A scenario's name in letters that every file system takes.</summary>
    public static string Slug(string name)
    {
        var letters = name.ToLowerInvariant().Select(letter => Accented.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var at ? Plain[at] : letter)
            .Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-');
        var slug = string.Join('-', new string([.. letters]).Split('-', StringSplitOptions.RemoveEmptyEntries));
        return slug.Length == 0 ? "run" : slug.Length <= 48 ? slug : slug[..48].TrimEnd('-');
    }
}
