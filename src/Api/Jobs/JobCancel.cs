namespace Contagion.Api;

/// <summary>Ends jobs before their time.</summary>
internal static class JobCancel
{
    /// <summary>Cancels a job; false where it has been cancelled before.</summary>
    /// <exception cref="Refusal">It has completed or failed.</exception>
    public static bool Of(Job job) => job.Cancel() || (job.State == JobState.Cancelled
        ? false
        : throw Refusal.Conflict($"it is {Model.Words.Of(job.State)} already; there is nothing to cancel"));
}
