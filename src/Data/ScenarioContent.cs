using System.IO.Compression;
using System.Security.Cryptography;
using Contagion.Model;

namespace Contagion.Data;

/// <summary>A scenario with all its files as bytes, to be brought to another machine: a ZIP file of <c>scenario.yaml</c> and copies of its inputs.</summary>
public sealed class ScenarioContent
{
    private const string ScenarioName = "scenario.yaml";

    // Any moment will do; that of writing would make other bytes each time.
    private static readonly DateTimeOffset Moment = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private ScenarioContent(byte[] bytes) => (Bytes, Hash) = (bytes, Convert.ToHexStringLower(SHA256.HashData(bytes)));

    /// <summary>The bytes.</summary>
    public byte[] Bytes { get; }

    /// <summary>Their SHA-256 in hexadecimal.</summary>
    public string Hash { get; }

    /// <summary>Packs a scenario, overrides and defaults applied.</summary>
    public static ScenarioContent Pack(ScenarioFile file) => InFolder(folder =>
    {
        ResultFolder.WriteInputs(folder, file);
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                var entry = zip.CreateEntry(Path.GetRelativePath(folder, path).Replace('\\', '/'), CompressionLevel.Fastest);
                entry.LastWriteTime = Moment;
                using var to = entry.Open();
                using var from = File.OpenRead(path);
                from.CopyTo(to);
            }
        }

        return new ScenarioContent(stream.ToArray());
    });

    /// <summary>Reads a packed scenario.</summary>
    /// <exception cref="InvalidDataException">It is no ZIP file, or has files elsewhere than in its folder.</exception>
    /// <exception cref="InputException">Something is wrong with the scenario.</exception>
    public static ScenarioFile Unpack(byte[] bytes) => InFolder(folder =>
    {
        using var zip = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
        // Refuses names that lead out of the folder.
        zip.ExtractToDirectory(folder);
        return ScenarioFile.Load(Path.Combine(folder, ScenarioName));
    });

    private static T InFolder<T>(Func<string, T> work)
    {
        var folder = Directory.CreateTempSubdirectory("contagion-").FullName;
        try
        {
            return work(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
