namespace Contagion.Data;

/// <summary>Writes a file whole or not at all: under a temporary name, flushed to disk, then renamed.</summary>
internal static class AtomicFile
{
    /// <summary>Writes a file.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        var temporary = path + ".tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (ArgumentOutOfRangeException fault) when (FileLimit.IsReached(fault))
        {
            File.Delete(temporary);
            throw FileLimit.Fault(temporary, fault);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Writes a file of text.</summary>
    public static void Write(string path, string text) => Write(path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));

    /// <summary>Copies a file.</summary>
    public static void Copy(string from, string path) => Write(path, stream =>
    {
        using var original = File.OpenRead(from);
        original.CopyTo(stream);
    });
}
