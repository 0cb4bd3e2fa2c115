using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Contagion.Data;
using Contagion.Engine;

namespace Contagion.Api;

/// <summary>Turns what is asked for into runs.</summary>
/// <param name="drafts">What is asked for, before it is checked.</param>
/// <param name="shipped">The scenarios that come with the program.</param>
/// <param name="jobs">The runs there are.</param>
/// <param name="settings">What may be asked for.</param>
public sealed class RunMaker(Drafts drafts, ShippedScenarios shipped, JobStore jobs, ServerSettings settings)
{
    /// <summary>Reads and checks what is asked for.</summary>
    /// <exception cref="Refusal">Anything is wrong; every fault found is told.</exception>
    public ScenarioView Check(RunRequest request, Caller caller)
    {
        using var draft = drafts.Open(request, caller);
        return ScenarioView.Of(request.Shipped, Checked(draft.Load()), File.ReadAllText(draft.Path));
    }

    /// <summary>Starts a run, or finds the one that was asked for under this key.</summary>
    internal Task<Job> Start(RunRequest request, Caller caller, string? key, CancellationToken cancellationToken) => jobs.Take(
        JobKind.Run, caller, key, Digest(request), folder => Make(request, caller, Digest(request), folder), cancellationToken);

    /// <summary>Starts a run that measures more of what another has run.</summary>
    internal Task<Job> Measure(Job measured, MeasureRequest request, Caller caller, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> further = request.Settings();
        return jobs.Take(
            JobKind.Run,
            caller,
            $"measure:{measured.Key}:{string.Join(';', further)}",
            Digest(request),
            folder =>
            {
                using var draft = new Draft(Path.Combine(measured.Request, "scenario.yaml"), further, settings.Limits.Network, folder: null);
                var record = Record(Kept(draft, folder), caller, Digest(request)) with
                {
                    Shipped = measured.Record.Shipped,
                    Network = measured.Record.Network,
                    Set = [.. measured.Record.Set, .. further],
                    MeasuredFrom = measured.Record.Id,
                };
                return record with { Command = Command("run", record.Shipped, record.Network, record.Set) };
            },
            cancellationToken);
    }

    /// <summary>SHA-256 of a request.</summary>
    internal static string Digest<T>(T request) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request, ApiJson.Options)));

    /// <summary>Refuses what is larger than this server takes.</summary>
    internal ScenarioFile Checked(ScenarioFile file)
    {
        NetworkStore.Check(file.Network, settings.Limits);
        var replications = ScenarioRun.ReplicationsOf(file);
        return replications <= settings.Limits.Replications ? file : throw Refusal.TooLarge(string.Create(
            CultureInfo.InvariantCulture, $"the run has {replications:N0} replications, those of attribution included; expected at most {settings.Limits.Replications:N0}"));
    }

    /// <summary>What is known of a scenario that is about to be run.</summary>
    internal static JobRecord Record(ScenarioFile file, Caller caller, string digest) => new()
    {
        Id = "",
        Kind = JobKind.Run,
        Tenant = caller.Tenant,
        Caller = caller.Name,
        Created = DateTimeOffset.UtcNow,
        Request = digest,
        Name = file.Scenario.Name,
        Description = file.Scenario.Description,
        ScenarioHash = file.Hash,
        Mechanism = file.Scenario.Channels.Solvency.Name,
        Periods = file.Scenario.Run.Periods,
        Seed = file.Scenario.Run.Seed,
        Replications = new ReplicationPlan(file.Scenario, file.Network).Count,
        Work = ScenarioRun.ReplicationsOf(file),
        Institutions = file.Network.Count,
        Exposures = file.Network.Claims.Count,
        Command = "",
    };

    /// <summary>The command line that repeats what was asked for.</summary>
    internal string Command(string command, string? shippedId, string? network, IEnumerable<string> set) => shippedId is null || network is not null
        ? $"contagion {command} scenario.yaml"
        : string.Join(' ', [$"contagion {command}", shipped.Find(shippedId).File, .. set.Select(one => $"--set {Shell.Quote(one)}")]);

    /// <summary>A scenario that may be run, copied to where it is kept.</summary>
    private ScenarioFile Kept(Draft draft, string folder) => Checked(draft.Load()).CopyTo(folder);

    private JobRecord Make(RunRequest request, Caller caller, string digest, string folder)
    {
        using var draft = drafts.Open(request, caller);
        return Record(Kept(draft, folder), caller, digest) with
        {
            Shipped = request.Shipped,
            Network = request.Network,
            Set = request.Set ?? [],
            Command = Command("run", request.Shipped, request.Network, draft.Set),
        };
    }
}
