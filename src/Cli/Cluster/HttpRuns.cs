using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using Contagion.Api;
using Contagion.Data;
using Contagion.Engine;
using Contagion.Model;

namespace Contagion.Cli;

/// <summary>Runs on a cluster that is reached over HTTP: any of its silos answers for all of them, and where one does not, the next is asked. May be asked from several threads.</summary>
/// <param name="address">Where its silos are found.</param>
/// <param name="granularity">Institutions that an actor carries where networks are split over silos; 0 where replications are spread.</param>
internal sealed class HttpRuns(ClusterAddress address, int granularity) : IRemoteRuns, IBlockSources, IDisposable
{
    /// <summary>A cluster that does not answer for so long is taken to be gone.</summary>
    private static readonly TimeSpan AskFor = TimeSpan.FromMinutes(5);

    /// <summary>One that has never answered is more likely another address than one that is coming back.</summary>
    private static readonly TimeSpan GreetFor = TimeSpan.FromSeconds(15);

    /// <summary>The key of a cluster that asks who one is.</summary>
    private static readonly string? Key = Environment.GetEnvironmentVariable("CONTAGION_KEY");

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<Uri, HttpClient> _clients = new();
    private IReadOnlyList<Uri>? _silos;
    private bool _hasAnswered;
    private int _current;

    /// <summary>Brings a scenario to the cluster, to have its blocks computed there.</summary>
    /// <exception cref="IOException">The cluster does not answer.</exception>
    public RemoteBlocks Blocks(ScenarioFile file, CancellationToken cancellationToken)
    {
        var content = ScenarioContent.Pack(file);
        Bring(content, cancellationToken).GetAwaiter().GetResult();
        return new RemoteBlocks(this, content.Hash, RunDirectory.Version, granularity);
    }

    /// <inheritdoc/>
    IBlockSource IBlockSources.Of(ScenarioFile file, CancellationToken cancellationToken) => Blocks(file, cancellationToken);

    /// <summary>Brings a scenario to the cluster, unless it has it.</summary>
    private Task Bring(ScenarioContent content, CancellationToken cancellationToken) => Ask(
        async (silo, stop) =>
        {
            using var known = await silo.SendAsync(new HttpRequestMessage(HttpMethod.Head, $"cluster/contents/{content.Hash}"), stop);
            if (known.StatusCode == HttpStatusCode.NotFound)
            {
                using var brought = await silo.PutAsync($"cluster/contents/{content.Hash}", new ByteArrayContent(content.Bytes), cancellationToken);
                await Check(brought);
            }
            else
            {
                await Check(known);
            }

            return true;
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task<RunProgress> Start(string run, RunOrder order, CancellationToken cancellationToken) =>
        Ask((silo, stop) => Report(silo.PostAsJsonAsync($"cluster/runs/{run}", order, stop)), cancellationToken);

    /// <inheritdoc/>
    public Task<RunProgress> Look(string run, CancellationToken cancellationToken) => Ask((silo, stop) => Report(silo.GetAsync($"cluster/runs/{run}", stop)), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<NumberedBlock>> Read(string run, long after, CancellationToken cancellationToken) => Ask(
        async (silo, stop) =>
        {
            using var answer = await silo.GetAsync($"cluster/runs/{run}/blocks?after={after}", HttpCompletionOption.ResponseHeadersRead, stop);
            // Answers come soon, records take as long as the line needs.
            await Check(answer);
            return BlockStream.Read(await answer.Content.ReadAsByteArrayAsync(cancellationToken));
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task Cancel(string run, CancellationToken cancellationToken) => Ask((silo, stop) => Report(silo.PostAsync($"cluster/runs/{run}/cancel", null, stop)), cancellationToken);

    /// <inheritdoc/>
    public Task Drop(string run, CancellationToken cancellationToken) => Ask(
        async (silo, stop) =>
        {
            using var answer = await silo.DeleteAsync($"cluster/runs/{run}", stop);
            await Check(answer);
            return true;
        },
        cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var client in _clients.Values)
        {
            client.Dispose();
        }
    }

    private static async Task<RunProgress> Report(Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        await Check(answer);
        return (await answer.Content.ReadFromJsonAsync<RunProgress>())!;
    }

    /// <summary>What the cluster refuses is told at once; what it cannot do now is asked again.</summary>
    private static async Task Check(HttpResponseMessage answer)
    {
        if (!answer.IsSuccessStatusCode)
        {
            var text = (await answer.Content.ReadAsStringAsync()).Trim();
            throw answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
                ? new InputException(new Fault("--cluster", 1, 1, $"the cluster refused: a key is needed{(Key is null ? "" : ", and the one in CONTAGION_KEY is not enough")}; expected that of a writer in CONTAGION_KEY"))
                : (int)answer.StatusCode is >= 400 and < 500
                ? new InvalidOperationException($"the cluster refused: {(text.Length > 0 ? text : answer.ReasonPhrase)}")
                : new HttpRequestException($"{answer.RequestMessage!.RequestUri!.Authority} answered {(int)answer.StatusCode} {answer.ReasonPhrase}");
        }
    }

    /// <summary>Asks a silo, and where it does not answer the next one, until one does.</summary>
    private async Task<T> Ask<T>(Func<HttpClient, CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        var asking = Stopwatch.StartNew();
        for (var attempt = 1; ; attempt++)
        {
            var silos = _silos ??= await address.Find(cancellationToken);
            using var soon = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            soon.CancelAfter(AnswerWithin);
            try
            {
                var answer = await ask(ClientOf(silos[_current % silos.Count]), soon.Token);
                _hasAnswered = true;
                return answer;
            }
            // A silo that is killed in the middle of an answer shows in all of these.
            catch (Exception failure) when (failure is HttpRequestException or IOException or SocketException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
            {
                if (asking.Elapsed > (_hasAnswered ? AskFor : GreetFor))
                {
                    throw new IOException($"the cluster does not answer ({string.Join(", ", silos.Select(silo => silo.Authority))}): {failure.Message}", failure);
                }
            }

            _current = (_current + 1) % silos.Count;
            if (attempt % silos.Count == 0)
            {
                await Task.Delay(Pause, cancellationToken);
                await FindAgain(cancellationToken);
            }
        }
    }

    /// <summary>Silos may have come while others went.</summary>
    private async Task FindAgain(CancellationToken cancellationToken)
    {
        try
        {
            _silos = await address.Find(cancellationToken);
        }
        catch (IOException)
        {
            // Those that are known may come back, as may whoever knows them.
        }
    }

    private HttpClient ClientOf(Uri silo) => _clients.GetOrAdd(silo, _ =>
    {
        var client = new HttpClient { BaseAddress = silo, Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.Authorization = Key is { Length: > 0 } ? new AuthenticationHeaderValue("Bearer", Key) : null;
        return client;
    });
}
