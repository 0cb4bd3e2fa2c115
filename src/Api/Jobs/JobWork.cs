using Contagion.Analysis;
using Contagion.Data;
using Contagion.Engine;

namespace Contagion.Api;

/// <summary>Computes jobs.</summary>
/// <param name="loaded">Their scenarios.</param>
/// <param name="settings">How many are computed at once.</param>
/// <param name="metrics">Counts replications.</param>
/// <param name="elsewhere">Computes them elsewhere; null for in this process.</param>
internal sealed class JobWork(LoadedScenarios loaded, ServerSettings settings, ServerMetrics metrics, IBlockSources? elsewhere = null)
{
    /// <summary>Where runs are computed, as result folders say it.</summary>
    public string Host => elsewhere is null ? "in-process" : "cluster";

    /// <summary>Computes what is left of a job.</summary>
    /// <returns>What was found, in a sentence or two; null where that is no longer known.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was cancelled.</exception>
    public string? Do(Job job, CancellationToken stop)
    {
        var progress = new JobProgress(job.Record.Work, job.Note, metrics.CountReplications);
        return job.Record.Kind == JobKind.Run ? Run(job, progress, stop) : Compare(job, progress, stop);
    }

    private string? Run(Job job, JobProgress progress, CancellationToken stop)
    {
        var file = loaded.Of(job);
        using var directory = RunDirectory.Open(job.Results, file, new ReplicationPlan(file.Scenario, file.Network).Count, resumes: true, Host);
        return directory.IsCompleted ? job.Record.Sentence : Said(Run(file, directory, progress, stop));
    }

    private string Compare(Job job, JobProgress progress, CancellationToken stop)
    {
        var comparison = ComparisonFile.Load([.. job.Record.Files.Select(name => Path.Combine(job.Request, name))], []);
        using var directory = ComparisonDirectory.Open(job.Results, comparison, resumes: true, Host);
        if (directory.IsCompleted)
        {
            return job.Record.Sentence ?? "";
        }

        return Noted(directory.End, () =>
        {
            foreach (var alternative in comparison.Alternatives)
            {
                using var run = directory.Run(alternative);
                if (run.IsCompleted)
                {
                    progress.Add(ScenarioRun.ReplicationsOf(alternative.File));
                }
                else
                {
                    Run(alternative.File, run, progress, stop);
                }
            }

            return string.Join(' ', directory.Complete().Alternatives.Select(ComparisonMeaning.Of));
        });
    }

    private RunOutcome Run(ScenarioFile file, RunDirectory directory, JobProgress progress, CancellationToken stop) => Noted(directory.End, () => ScenarioRun.Run(
        file,
        directory,
        new RunOptions
        {
            Threads = Math.Max(1, Environment.ProcessorCount / settings.Limits.RunsAtOnce),
            Progress = progress.Add,
            Watch = progress.Watch,
            Elsewhere = elsewhere?.Of(file, stop),
        },
        stop));

    private static string Said(RunOutcome outcome) => string.Join(
        ' ', new[] { Meaning.Of(outcome.Result), outcome.Metrics is { } metrics ? MetricMeaning.Of(metrics, outcome.Result) : "" }.Where(sentence => sentence.Length > 0));

    /// <summary>Does work and notes in its folder how it ended where it did not complete.</summary>
    private static T Noted<T>(Action<RunState, string?> end, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception failure)
        {
            Note(end, failure);
            throw;
        }
    }

    /// <summary>A full disk may refuse this as well; the first failure is the one to tell.</summary>
    private static void Note(Action<RunState, string?> end, Exception failure)
    {
        try
        {
            end(failure is OperationCanceledException ? RunState.Cancelled : RunState.Failed, failure is OperationCanceledException ? null : failure.Message);
        }
        catch (Exception second) when (second is IOException or UnauthorizedAccessException)
        {
        }
    }
}
