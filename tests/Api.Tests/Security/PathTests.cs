using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Contagion.Api.Tests;

/// <summary>No name in a request is taken for a path or an address, and no answer tells where the server keeps its things.</summary>
public sealed class PathTests(SharedServer shared) : IClassFixture<SharedServer>
{
    private const string Base = "\"name\": \"x\", \"shocks\": [{ \"kind\": \"default\", \"target\": \"all\" }], \"channels\": { \"solvency\": { \"mechanism\": \"furfine\" } }";

    private TestServer Server => shared.Server;

    public static TheoryData<string> Names => ["../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "..\\..\\etc\\passwd", "http://127.0.0.1:9/x.csv", "../keys.json", "./../../../etc/hostname"];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Names_in_a_scenario_stay_in_its_folder(string name)
    {
        var quoted = JsonSerializer.Serialize(name);
        string[] networks =
        [
            $"\"network\": {{ \"files\": {{ \"institutions\": {quoted}, \"exposures\": {quoted} }} }}",
            $"\"network\": {{ \"files\": {{ \"institutions\": \"i.csv\", \"exposures\": \"e.csv\", \"holdings\": {quoted}, \"features\": {quoted}, \"payments\": {quoted}, \"scorer\": {quoted} }} }}",
            $"\"network\": {{ \"reconstruct\": {{ \"marginals\": {quoted}, \"method\": \"maximum-entropy\" }} }}",
        ];

        foreach (var network in networks)
        {
            using var checkedAnswer = await Server.Post("/scenarios/check", $"{{ \"scenario\": {{ {Base}, {network} }} }}");
            using var set = await Server.Post("/scenarios/check", $"{{ \"shipped\": \"european-debt-2011.european-debt\", \"set\": [{JsonSerializer.Serialize($"network.files.institutions={name}")}] }}");

            foreach (var answer in new[] { checkedAnswer, set })
            {
                var text = await answer.Content.ReadAsStringAsync();
                Assert.Equal(400, (int)answer.StatusCode);
                Assert.DoesNotContain("root:", text, StringComparison.Ordinal);
                Assert.DoesNotContain(Server.Data, text, StringComparison.Ordinal);
                Assert.DoesNotContain(Contagion.Tests.Folders.Root, text, StringComparison.Ordinal);
            }
        }
    }

    // As they go over the wire: a client would tidy them up.
    [Fact]
    public async Task No_address_leads_out_of_what_it_names()
    {
        string[] paths =
        [
            "/runs/ID/results/..%2f..%2frequest%2fscenario.yaml", "/runs/ID/results/%2e%2e%2fjob.json", "/runs/ID/results/%2fetc%2fpasswd", "/runs/ID/results/..%5cjob.json", "/runs/ID/results/journal",
            "/runs/..%2f..%2fetc", "/runs/%2e%2e/keys.json", "/networks/..%2fruns", "/networks/%2e%2e%2fruns%2fID/files/job.json", "/worlds/..%2f..%2fkeys", "/scenarios/..%2f..%2fREADME",
            "/../../etc/passwd", "/docs/..%2f..%2fkeys.json", "/docs/%2e%2e/%2e%2e/etc/passwd", "/runs/ID/institutions/../../../etc/passwd",
        ];
        var run = await Server.Made("/runs", Examples.OfRequests.First(one => one is { Operation: "StartRun", Name: "object" }).Json);
        await Server.Ended($"/runs/{run.GetProperty("id")}");

        foreach (var path in paths)
        {
            var answer = await Raw($"GET {path.Replace("ID", run.GetProperty("id").GetString(), StringComparison.Ordinal)} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

            Assert.True(answer.StartsWith("HTTP/1.1 400", StringComparison.Ordinal) || answer.StartsWith("HTTP/1.1 404", StringComparison.Ordinal), $"{path}: {answer}");
            Assert.DoesNotContain("root:", answer, StringComparison.Ordinal);
            Assert.DoesNotContain(Server.Data, answer, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_name_of_a_part_s_file_is_not_used()
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent("id,kind,equity\nB1,bank,1\n"), "institutions", "../../../stolen.csv" }, { new StringContent("creditor,debtor,amount\n"), "exposures", "/tmp/stolen.csv" },
        };

        using var answer = await Server.Client.PostAsync("/networks", form);

        Assert.Equal(201, (int)answer.StatusCode);
        Assert.Empty(Directory.EnumerateFiles(Server.Data, "stolen.csv", SearchOption.AllDirectories));
    }

    private async Task<string> Raw(string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(Server.Client.BaseAddress!.Host, Server.Client.BaseAddress.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }
}
