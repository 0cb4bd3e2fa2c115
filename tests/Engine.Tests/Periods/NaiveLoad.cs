using Contagion.Model;

namespace Contagion.Engine.Tests.Periods;

/// <summary>Load that arrives, is served, waits and is dropped: models.md 5.4.</summary>
internal static class NaiveLoad
{
    /// <summary>Serves the load of a period.</summary>
    public static void Serve(NaiveEconomy economy, OperationsChannel operations)
    {
        foreach (var institution in economy.Institutions.Where(institution => institution.Given is { Load: > 0, Capacity: not null }))
        {
            institution.HasDropped = false;
            var first = institution.Given.Capacity!.Value;
            var capacity = Math.Max(first, institution.Capacity);
            foreach (var part in operations.Shape ?? [1])
            {
                var arriving = part * ((institution.Given.Load ?? 0) + institution.MoreLoad);
                var (work, able) = (institution.Queue + arriving, capacity * institution.ServiceLevel);
                var waiting = work - Math.Min(work, able);
                institution.Queue = Math.Min(waiting, institution.Given.QueueMax ?? double.PositiveInfinity);
                economy.Tally.Load += arriving;
                institution.HasDropped |= waiting > institution.Queue;
                economy.Tally.Dropped += waiting - institution.Queue;
                economy.Tally.Latency = Math.Max(economy.Tally.Latency, institution.Queue == 0 ? 0 : institution.Queue / able);
                capacity = Math.Max(first, Math.Min(work, (1 + operations.Elasticity) * capacity));
            }

            institution.Capacity = capacity;
        }
    }
}
