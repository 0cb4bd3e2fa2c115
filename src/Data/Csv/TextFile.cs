using System.Text;
using System.Text.Unicode;
using Contagion.Model;

namespace Contagion.Data;

/// <summary>Checks that a file is there and is text, before anything is made of it.</summary>
internal static class TextFile
{
    private const int ChunkBytes = 1 << 20;

    /// <summary>True when the file can be read and is UTF-8 throughout; else tells what is wrong and where.</summary>
    public static bool Check(string path, string file, Faults faults)
    {
        try
        {
            if (path.Length == 0)
            {
                return Told(faults, "(no name)", 1, 1, "the file has no name; expected one");
            }

            if (new FileInfo(path) is { Exists: true, Length: 0 })
            {
                // Asked before it is opened: opening a named pipe would wait for somebody to write to it.
                return Told(faults, file, 1, 1, "the file is empty");
            }

            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (!stream.CanSeek)
            {
                return Told(faults, file, 1, 1, "is a pipe or device; expected a file, which is read more than once");
            }

            return stream.Length == 0 ? Told(faults, file, 1, 1, "the file is empty") : CheckBytes(stream, file, faults);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Told(faults, file, 1, 1, Directory.Exists(path) ? "is a folder; expected a file"
                : fault is FileNotFoundException or DirectoryNotFoundException ? $"no such file{Neighbour(path)}" : $"cannot be read: {fault.Message}");
        }
    }

    private static bool CheckBytes(FileStream stream, string file, Faults faults)
    {
        var buffer = new byte[ChunkBytes + 4];
        var (kept, line, isFirst) = (0, 1, true);
        while (true)
        {
            var read = stream.Read(buffer, kept, ChunkBytes);
            var filled = kept + read;
            if (filled == 0)
            {
                return true;
            }

            var chunk = buffer.AsSpan(0, filled);
            if (isFirst && IsUtf16(chunk))
            {
                return Told(faults, file, 1, 1, "the file is UTF-16; expected UTF-8");
            }

            isFirst = false;
            // A character cut by the end of the chunk is looked at again with the next one.
            kept = read == 0 ? 0 : Tail(chunk);
            var whole = chunk[..^kept];
            if (!Utf8.IsValid(whole))
            {
                var at = Utf8Break(whole);
                return Told(faults, file, line + whole[..at].Count((byte)'\n'), at - whole[..at].LastIndexOf((byte)'\n'), "not UTF-8 from here on; expected UTF-8 text");
            }

            if (whole.IndexOf((byte)0) is >= 0 and var zero)
            {
                return Told(faults, file, line + whole[..zero].Count((byte)'\n'), zero - whole[..zero].LastIndexOf((byte)'\n'), "a zero byte; expected text (is the file binary or UTF-16?)");
            }

            line += whole.Count((byte)'\n');
            chunk[^kept..].CopyTo(buffer);
            if (read == 0)
            {
                return true;
            }
        }
    }

    private static bool IsUtf16(ReadOnlySpan<byte> start) => start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]);

    /// <summary>Bytes at the end that begin a character which goes on.</summary>
    private static int Tail(ReadOnlySpan<byte> chunk)
    {
        for (var back = 1; back <= Math.Min(3, chunk.Length); back++)
        {
            var first = chunk[^back];
            if (first >= 0xC0)
            {
                var length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
                return length > back ? back : 0;
            }
        }

        return 0;
    }

    private static int Utf8Break(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (at < bytes.Length && Rune.DecodeFromUtf8(bytes[at..], out _, out var length) == System.Buffers.OperationStatus.Done)
        {
            at += length;
        }

        return at;
    }

    private static string Neighbour(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        return folder is null || !Directory.Exists(folder) ? $"; the folder '{Path.GetFileName(folder)}' is not there either"
            : Nearest.Hint(Path.GetFileName(path), Directory.EnumerateFiles(folder).Take(1000).Select(other => Path.GetFileName(other)));
    }

    private static bool Told(Faults faults, string file, int line, int column, string message)
    {
        faults.Add(file, line, column, message);
        return false;
    }
}
