using System.Globalization;
using System.Text.Json;
using Contagion.Data;

namespace Contagion.Api;

/// <summary>Turns what is asked for into comparisons.</summary>
/// <param name="drafts">What is asked for, before it is checked.</param>
/// <param name="runs">What is known of runs, of which a comparison has several.</param>
/// <param name="jobs">The comparisons there are.</param>
public sealed class ComparisonMaker(Drafts drafts, RunMaker runs, JobStore jobs)
{
    /// <summary>More than this nobody can take in.</summary>
    private const int AlternativesMax = 20;

    /// <summary>Starts a comparison, or finds the one that was asked for under this key.</summary>
    internal Task<Job> Start(ComparisonRequest request, Caller caller, string? key, CancellationToken cancellationToken)
    {
        var digest = RunMaker.Digest(request);
        return jobs.Take(JobKind.Comparison, caller, key, digest, folder => Make(request, caller, digest, folder), cancellationToken);
    }

    private JobRecord Make(ComparisonRequest request, Caller caller, string digest, string folder)
    {
        using var draft = drafts.Open(request, caller);
        string[] names = request.Alternatives is { } alternatives ? Copy(draft, alternatives, folder) : Copy(draft, folder);
        var comparison = new Draft(Path.Combine(folder, names[0]), [], draft.Limit, folder: null).Refused(() => ComparisonFile.Load([.. names.Select(name => Path.Combine(folder, name))], []));
        return RunMaker.Record(comparison.Alternatives[0].File, caller, digest) with
        {
            Kind = JobKind.Comparison,
            // Of several files a comparison has the name of the first, which is that of an alternative.
            Name = request.Name ?? (request.Alternatives is null ? comparison.Name : draft.Load().Scenario.Name),
            ScenarioHash = comparison.Hash,
            Shipped = request.Shipped,
            Network = request.Network,
            Set = request.Set ?? [],
            Replications = comparison.Plan.Count * comparison.Alternatives.Count,
            Work = comparison.Alternatives.Sum(one => ScenarioRun.ReplicationsOf(one.File)),
            Alternatives = [.. comparison.Alternatives.Select(one => one.Name)],
            Files = names,
            Command = request.Alternatives is null
                ? runs.Command("compare", request.Shipped, request.Network, draft.Set)
                : $"contagion compare {string.Join(' ', names)}",
        };
    }

    /// <summary>The scenario with its policy sets.</summary>
    private string[] Copy(Draft draft, string folder)
    {
        runs.Checked(draft.Load()).CopyTo(folder);
        return ["scenario.yaml"];
    }

    /// <summary>The scenario under each of the settings.</summary>
    private string[] Copy(Draft draft, IReadOnlyList<AlternativeRequest> alternatives, string folder)
    {
        Given.ExpectAll(alternatives, "alternatives");
        if (alternatives.Count is < 2 or > AlternativesMax)
        {
            throw Refusal.Wrong($"there are {alternatives.Count} alternatives; expected 2 to {AlternativesMax}, the first of which is the base");
        }

        return [.. alternatives.Select((one, place) =>
        {
            Given.ExpectSettings(one.Set);
            Given.ExpectName(one.Name);
            var name = string.Create(CultureInfo.InvariantCulture, $"alternative-{place + 1}.yaml");
            runs.Checked(draft.Load([.. one.Set, $"name={JsonSerializer.Serialize(one.Name)}", "policySets="])).CopyTo(folder, name);
            return name;
        })];
    }
}
