using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Contagion.Data;
using Contagion.Engine;

namespace Contagion.Silo.Tests;

/// <summary>A world on silos in processes of their own, by HTTP as others reach it.</summary>
internal sealed class WorldProcesses : IDisposable
{
    /// <summary>A silo that has just come to have a world of any size is given so long to open it.</summary>
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromMinutes(5);

    private const int AtOnce = 5000;

    private readonly HttpClient _client = new() { Timeout = AnswerWithin };
    private readonly string _name;

    public WorldProcesses(string name) => _name = name;

    /// <summary>Brings a scenario to the cluster and opens a world of it.</summary>
    public async Task Open(SiloProcess silo, string scenario)
    {
        var content = ScenarioContent.Pack(ScenarioFile.Load(scenario));
        using var bytes = new ByteArrayContent(content.Bytes);
        (await _client.PutAsync($"{silo.Url}/cluster/contents/{content.Hash}", bytes)).EnsureSuccessStatusCode();
        (await _client.PutAsJsonAsync(Url(silo, ""), new WorldOrder(content.Hash, RunDirectory.Version))).EnsureSuccessStatusCode();
    }

    /// <summary>Strikes it.</summary>
    public async Task<string> Strike(SiloProcess silo, long number, string shocks)
    {
        using var body = new StringContent(shocks);
        return await Text(await _client.PutAsync(Url(silo, $"/shocks/{number}"), body));
    }

    /// <summary>Steps it.</summary>
    public async Task<string> Step(SiloProcess silo, long number, int count) => await Text(await _client.PutAsync(Url(silo, $"/rounds/{number}?count={count}"), null));

    /// <summary>How it stands.</summary>
    public async Task<string> Look(SiloProcess silo) => await Text(await _client.GetAsync(Url(silo, "")));

    /// <summary>How each of its institutions stands, each asked itself.</summary>
    public async Task<string[]> Read(SiloProcess silo, IEnumerable<string> institutions)
    {
        var read = new List<string>();
        foreach (var some in institutions.Chunk(AtOnce))
        {
            var answer = await _client.PostAsJsonAsync(Url(silo, "/institutions"), some);
            answer.EnsureSuccessStatusCode();
            read.AddRange((await answer.Content.ReadFromJsonAsync<JsonElement[]>())!.Select(one => one.GetRawText()));
        }

        return [.. read];
    }

    /// <summary>The past of an institution.</summary>
    public async Task<string> History(SiloProcess silo, string institution) => await Text(await _client.GetAsync(Url(silo, $"/history/{institution}")));

    /// <summary>Sends something, and says with which status it is answered.</summary>
    public async Task<(HttpStatusCode Status, string Text)> Ask(HttpMethod method, SiloProcess silo, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, Url(silo, path)) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
        var answer = await _client.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>The silo that has it.</summary>
    public async Task<SiloProcess> Holder(IReadOnlyList<SiloProcess> silos)
    {
        var address = await Text(await _client.GetAsync(Url(silos[0], "/silo")));
        return silos.Single(silo => address.Contains(string.Create(CultureInfo.InvariantCulture, $":{silo.SiloPort}:"), StringComparison.Ordinal));
    }

    public void Dispose() => _client.Dispose();

    private string Url(SiloProcess silo, string path) => $"{silo.Url}/cluster/worlds/{_name}{path}";

    private static async Task<string> Text(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}: {text}");
        return text;
    }
}
