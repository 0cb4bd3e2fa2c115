namespace Contagion.Engine;

/// <summary>What one institution lost in one replication. Without gaps, so that its bytes are its numbers.</summary>
/// <param name="Institution">Its index.</param>
/// <param name="DefaultRound">The round in which it defaulted, 0 for the direct shock, −1 where it did not.</param>
/// <param name="Total">Equity lost in all, max(0, w⁰) − max(0, w); below zero for a gain.</param>
/// <param name="Direct">Equity lost to the shocks directly, min(max(0, w⁰), shock).</param>
public readonly record struct InstitutionLoss(int Institution, int DefaultRound, double Total, double Direct)
{
    /// <summary>Memory that one takes, in bytes.</summary>
    public const int Bytes = 24;

    /// <summary>Equity lost beyond the direct shock.</summary>
    public double Contagion => Total - Direct;

    /// <summary>Whether it defaulted although the direct shock alone does not explain it.</summary>
    public bool IsContagiousDefault => DefaultRound > 0;
}
