using System.IO.Compression;

namespace Contagion.Api;

/// <summary>A folder as a ZIP file.</summary>
internal static class FolderZip
{
    /// <summary>Packs all that is in a folder.</summary>
    public static byte[] Of(string folder)
    {
        using var stream = new MemoryStream();
        ZipFile.CreateFromDirectory(folder, stream, CompressionLevel.Fastest, includeBaseDirectory: false);
        return stream.ToArray();
    }
}
