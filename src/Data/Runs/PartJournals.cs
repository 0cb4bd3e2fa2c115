using System.Globalization;

namespace Contagion.Data;

/// <summary>Journals of the parts of something long, such as the points of a sweep: <c>journal-N</c> holds the finished blocks of part N while it is under way.</summary>
/// <param name="folder">The folder of results.</param>
/// <param name="hash">SHA-256 over all that results depend on.</param>
internal sealed class PartJournals(string folder, string hash)
{
    /// <summary>Opens the journal of a part.</summary>
    public Journal Open(int part) => new(FileOf(part), $"{hash} {ResultFolder.Version} {part.ToString(CultureInfo.InvariantCulture)}");

    /// <summary>Forgets the blocks of a part that is kept elsewhere.</summary>
    public void Forget(int part) => File.Delete(FileOf(part));

    /// <summary>Looks through what an earlier attempt left of parts that were under way.</summary>
    /// <param name="isDone">Whether a part is kept elsewhere.</param>
    /// <returns>Damaged records that were dropped.</returns>
    public int Check(Func<int, bool> isDone)
    {
        var dropped = 0;
        foreach (var file in Directory.EnumerateFiles(folder, $"{ResultFolder.JournalFile}-*").ToArray())
        {
            if (!int.TryParse(Path.GetFileName(file).AsSpan(ResultFolder.JournalFile.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var part))
            {
                continue;
            }

            if (isDone(part))
            {
                Forget(part);
                continue;
            }

            using var blocks = Open(part);
            dropped += blocks.Dropped;
        }

        return dropped;
    }

    private string FileOf(int part) => Path.Combine(folder, $"{ResultFolder.JournalFile}-{part.ToString(CultureInfo.InvariantCulture)}");
}
