using System.Security.Cryptography;

namespace Contagion.Tests;

/// <summary>A folder of a test's own, gone when the test is over.</summary>
internal sealed class TestFolder : IDisposable
{
    /// <summary>A right scenario on a small network; bad inputs change a line or two of it.</summary>
    public const string Institutions =
        """
        id,kind,group,external_assets,equity
        B1,bank,north,100,10
        B2,bank,north,100,10
        B3,bank,south,100,10
        P1,platform,,50,5

        """;

    /// <summary>The exposures of the small network.</summary>
    public const string Exposures =
        """
        creditor,debtor,amount
        B1,B2,8
        B2,B3,8
        B3,B1,8
        B1,P1,3

        """;

    /// <summary>The scenario on it.</summary>
    public const string Scenario =
        """
        name: Small
        network: { files: { institutions: institutions.csv, exposures: exposures.csv } }
        shocks:
          - { kind: default, target: { id: B1 } }
        channels:
          solvency: { mechanism: furfine }
        run: { seed: 7 }

        """;

    public TestFolder() => Path = Directory.CreateTempSubdirectory("contagion-test-").FullName;

    public string Path { get; }

    /// <summary>A folder that holds the right scenario.</summary>
    public static TestFolder Small() => new TestFolder()
        .Write("institutions.csv", Institutions).Write("exposures.csv", Exposures).Write("scenario.yaml", Scenario);

    /// <summary>The path of a file in the folder.</summary>
    public string At(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    public TestFolder Write(string name, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(At(name))!);
        File.WriteAllText(At(name), text);
        return this;
    }

    public TestFolder Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(At(name), bytes);
        return this;
    }

    public string Read(params string[] parts) => File.ReadAllText(At(parts));

    /// <summary>Every entry below the folder with what is in it, to see whether a command wrote anything.</summary>
    public string[] Contents() =>
    [
        .. Directory.EnumerateFileSystemEntries(Path, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
            .Select(entry => IsPlain(entry) ? $"{entry} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(entry)))}" : entry)
            .Order(StringComparer.Ordinal),
    ];

    public void Dispose() => Directory.Delete(Path, recursive: true);

    /// <summary>A named pipe has no length, and reading it would wait for ever.</summary>
    private static bool IsPlain(string entry) => File.Exists(entry) && new FileInfo(entry).Length > 0;
}
