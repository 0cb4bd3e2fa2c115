using Contagion.Model;

namespace Contagion.Api.Tests;

/// <summary>The folder of a server.</summary>
public class FolderTests
{
    [Fact]
    public async Task Two_servers_do_not_share_a_folder_at_the_same_time()
    {
        var folder = Directory.CreateTempSubdirectory("contagion-api-").FullName;
        await using (await TestServer.Start(settings => settings with { Data = folder }))
        {
            var refused = await Assert.ThrowsAsync<InputException>(() => TestServer.Start(settings => settings with { Data = folder }));
            Assert.StartsWith("--data:1:1: another server uses", refused.Message, StringComparison.Ordinal);
        }

        await using (await TestServer.Start(settings => settings with { Data = folder }))
        {
        }

        Directory.Delete(folder, recursive: true);
    }
}
