namespace Contagion.Cli.Tests;

/// <summary>The bridge to QuikGraph where it is not.</summary>
public sealed class InstalledBridgeTests
{
    [Fact]
    public void A_bridge_that_is_not_installed_is_told_in_one_line()
    {
        var folder = Directory.CreateTempSubdirectory("contagion-no-bridge-");
        try
        {
            var missing = Assert.Throws<FileNotFoundException>(() => InstalledBridge.Load(folder.FullName));

            Assert.Equal(
                $"the bridge to QuikGraph is not installed, which this command needs ({Path.Combine(folder.FullName, "Contagion.QuikGraph.dll")} is not there); docs/quikgraph.md says how to build it",
                missing.Message);
        }
        finally
        {
            folder.Delete();
        }
    }
}
