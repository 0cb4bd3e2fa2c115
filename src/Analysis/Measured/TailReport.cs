using Contagion.Engine;
using Contagion.Model;

namespace Contagion.Analysis;

/// <summary>The worst replications of a run at one level: how bad they are, and who has to do with them.</summary>
/// <param name="Level">a: the worst 1 − a of all replications.</param>
/// <param name="ValueAtRisk">VaR of the system's loss.</param>
/// <param name="ExpectedShortfall">ES of the system's loss.</param>
/// <param name="Beyond">Replications in which the system loses more than its VaR.</param>
/// <param name="Units">Institutions, or what they belong to; none for the system alone.</param>
public sealed record TailReport(double Level, Estimate ValueAtRisk, Estimate ExpectedShortfall, int Beyond, IReadOnlyList<UnitTail> Units)
{
    /// <summary>The tail at every level of the settings.</summary>
    /// <param name="settings">What is measured.</param>
    /// <param name="result">A run of two or more replications.</param>
    /// <param name="seed">Key of the resamples.</param>
    public static IReadOnlyList<TailReport> Of(TailSettings settings, RunResult result, ulong seed)
    {
        double[] system = [.. result.Replications.Select(one => settings.Loss == LossPart.Total ? one.TotalLoss : one.ContagionLoss)];
        // Where every replication has institutions of its own there is nothing but the system.
        var units = MetricUnits.Of(result.HasOwnNetworks ? MetricUnit.System : settings.By, result.Network);
        var losses = LossMatrix.Of(result, settings.Loss, units);
        var shortfalls = LossMatrix.Shortfalls(result, settings.MinimumCapital, units);
        var bootstrap = new Bootstrap(seed, settings.Bootstrap, Always: true);
        return [.. settings.Levels.Select(level => Of(new SystemTail(system, level, bootstrap), units, losses, shortfalls))];
    }

    private static TailReport Of(SystemTail tail, MetricUnits units, double[][] losses, double[][] shortfalls)
    {
        var tails = TailRisk.Of(tail, losses);
        var capital = new Estimate[units.Count];
        Parallel.For(0, capital.Length, unit => capital[unit] = tail.MeanBeyond(shortfalls[unit]));
        return new TailReport(tail.Level, tail.ValueAtRisk, tail.ExpectedShortfall, tail.Beyond.Length, [.. units.Names.Select((name, unit) => new UnitTail(name, tails[unit], capital[unit]))]);
    }
}

/// <summary>What the tail has to do with an institution, or with what it belongs to.</summary>
/// <param name="Name">Its id, kind or group.</param>
/// <param name="Tail">Its tail measures.</param>
/// <param name="CapitalShortfall">SES: the equity that it lacks, in the mean over the replications in which the system loses more than its VaR.</param>
public sealed record UnitTail(string Name, InstitutionTail Tail, Estimate CapitalShortfall);
