namespace Contagion.Engine;

/// <summary>When each payment was settled in each replication of a block.</summary>
internal sealed class SettlementHistory(int payments, int lanes)
{
    private const int Never = -1;

    private readonly int[] _period = new int[payments * lanes];

    /// <summary>Notes that the payment at a place was settled.</summary>
    public void Settle(int place, int lane, int period) => _period[(place * lanes) + lane] = period;

    /// <summary>Notes that it was cancelled.</summary>
    public void Cancel(int place, int lane) => _period[(place * lanes) + lane] = Never;

    /// <summary>Whether a payment that no longer waits was settled in a period or a later one.</summary>
    public bool IsSettledSince(int place, int lane, int period) => _period[(place * lanes) + lane] is not Never and var settled && settled >= period;
}
