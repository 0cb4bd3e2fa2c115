namespace Contagion.Engine;

/// <summary>What came of one replication. Amounts are in the scenario's currency unit; NaN means undefined.</summary>
public sealed record ReplicationResult
{
    /// <summary>Index of the replication, from 0.</summary>
    public required int Replication { get; init; }

    /// <summary>The institutions hit by a shock; under each, the one whose turn it was.</summary>
    public required IReadOnlyList<int> Shocked { get; init; }

    /// <summary>Institutions in default at the end.</summary>
    public required int Defaults { get; init; }

    /// <summary>Of these, those that fail on the direct shock alone.</summary>
    public required int FundamentalDefaults { get; init; }

    /// <summary>Rounds until nothing changed any more.</summary>
    public required int Rounds { get; init; }

    /// <summary>Whether the fixed point was reached within <c>run.maxRounds</c>.</summary>
    public required bool Converged { get; init; }

    /// <summary>The last round in which anybody defaulted; 0 when nobody did after the direct shock.</summary>
    public required int CascadeDepth { get; init; }

    /// <summary>Share of institutions in default at the end.</summary>
    public required double DefaultShare { get; init; }

    /// <summary>Whether that is more than <c>run.systemicShare</c>.</summary>
    public required bool IsSystemic { get; init; }

    /// <summary>Equity lost to the shocks directly, Σ min(w⁰, shock).</summary>
    public required double FirstRoundLoss { get; init; }

    /// <summary>Equity lost in all, Σ w⁰ − max(0, w).</summary>
    public required double TotalLoss { get; init; }

    /// <summary>What creditors outside the network lose; NaN where the mechanism does not say.</summary>
    public required double ExternalCreditorLoss { get; init; }

    /// <summary>Under each: equity that institutions other than the one whose turn it was lost beyond their direct shocks; else NaN.</summary>
    public required double CausedLoss { get; init; }

    /// <summary>DebtRank R; NaN where the mechanism does not measure it.</summary>
    public required double DebtRank { get; init; }

    /// <summary>In a run over periods, one number for each of <see cref="PeriodMetric.All"/>; else empty.</summary>
    public IReadOnlyList<double> Periods { get; init; } = [];

    /// <summary>The cascade round by round, from the shock (round 0) on, or period by period where there are several; empty where it was not kept.</summary>
    public required IReadOnlyList<RoundState> Path { get; init; }

    /// <summary>In a run over periods, how the replication stands at the end of each period; empty where it was not kept.</summary>
    public IReadOnlyList<PeriodState> Ends { get; init; } = [];

    /// <summary>What institutions lost, ascending, those left out that nothing happened to; empty where the scenario's metrics do not go by it.</summary>
    public InstitutionLoss[] Losses { get; init; } = [];

    /// <summary>Further numbers that the scenario's metrics ask for.</summary>
    public MeasuredNumbers Measured { get; init; } = MeasuredNumbers.None;

    /// <summary>Defaults that the direct shock does not explain.</summary>
    public int ContagiousDefaults => Defaults - FundamentalDefaults;

    /// <summary>Equity lost beyond the direct shock.</summary>
    public double ContagionLoss => TotalLoss - FirstRoundLoss;

    /// <summary>Total over first-round loss; NaN when nothing was lost directly.</summary>
    public double Multiplier => FirstRoundLoss > 0 ? TotalLoss / FirstRoundLoss : double.NaN;
}

/// <summary>Where a replication stands after a round, or, over several periods, at the end of each.</summary>
/// <param name="Period">The period, from 0.</param>
/// <param name="Round">Rounds so far, over all periods; 0 right after the first shocks.</param>
/// <param name="Defaults">Institutions in default so far.</param>
/// <param name="Loss">Equity lost so far.</param>
public readonly record struct RoundState(int Period, int Round, int Defaults, double Loss);

/// <summary>Where a replication stands at the end of a period, once all its phases are over.</summary>
/// <param name="Rounds">Rounds of this period.</param>
/// <param name="Defaults">Institutions in default so far.</param>
/// <param name="Loss">Equity lost so far.</param>
/// <param name="Metrics">One number for each of <see cref="PeriodMetric.All"/>, over all periods so far.</param>
public sealed record PeriodState(int Rounds, int Defaults, double Loss, IReadOnlyList<double> Metrics);
