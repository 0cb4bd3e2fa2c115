using Contagion.Model;
using Contagion.Networks;

namespace Contagion.QuikGraphs;

/// <summary>Reads and writes a network as a graph: GraphML (<c>.graphml</c>, <c>.xml</c>) or DOT (<c>.dot</c>, <c>.gv</c>).</summary>
public static class GraphFile
{
    /// <summary>The format that the end of a file's name stands for; null for any other name.</summary>
    public static GraphFormat? FormatOf(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".graphml" or ".xml" => GraphFormat.GraphMl,
        ".dot" or ".gv" => GraphFormat.Dot,
        _ => null,
    };

    /// <summary>Reads a network.</summary>
    /// <param name="path">The file, which is read twice.</param>
    /// <param name="keepsTerms">Whether terms of claims are kept; null to do as the file says, and to keep them where it says nothing.</param>
    /// <exception cref="InputException">The file is not there, or wrong; every fault is told as <c>file:line:column</c>, and no network is made.</exception>
    public static Network Read(string path, bool? keepsTerms = null)
    {
        var format = FormatOf(path) ?? throw Wrong(path, "is of no known format; expected a name that ends in .graphml, .xml, .dot or .gv");
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
            return stream.CanSeek ? Read(stream, format, path, keepsTerms) : throw Wrong(path, "is a pipe or device; expected a file, which is read more than once");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Wrong(path, Directory.Exists(path) ? "is a folder; expected a file"
                : fault is FileNotFoundException or DirectoryNotFoundException ? "no such file"
                : $"cannot be read: {fault.Message}");
        }
    }

    /// <summary>Reads a network from a stream that can be read twice.</summary>
    /// <param name="stream">The stream, at the beginning of the graph.</param>
    /// <param name="format">How it is written.</param>
    /// <param name="file">What to call it in faults.</param>
    /// <param name="keepsTerms">Whether terms of claims are kept; null to do as it says, and to keep them where it says nothing.</param>
    /// <exception cref="InputException">It is wrong; every fault is told, and no network is made.</exception>
    public static Network Read(Stream stream, GraphFormat format, string file, bool? keepsTerms = null) => GraphReading.Read(stream, format, file, keepsTerms);

    /// <summary>Writes a network so that reading it makes the same one: under a temporary name, flushed to disk, then renamed.</summary>
    /// <exception cref="ArgumentException">The name of the file stands for no format, or XML cannot write a character of an id or a name.</exception>
    public static void Write(Network network, string path)
    {
        var format = FormatOf(path) ?? throw new ArgumentException($"'{path}' is of no known format; expected a name that ends in .graphml, .xml, .dot or .gv", nameof(path));
        var temporary = path + ".tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
            {
                Write(network, stream, format);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Writes a network to a stream, in UTF-8.</summary>
    /// <exception cref="ArgumentException">XML cannot write a character of an id or a name.</exception>
    public static void Write(Network network, Stream stream, GraphFormat format)
    {
        if (format == GraphFormat.GraphMl)
        {
            GraphMlWriter.Write(network, stream);
        }
        else
        {
            DotWriter.Write(network, stream);
        }
    }

    private static InputException Wrong(string path, string message) => new(new Fault(path, 1, 1, message));
}
