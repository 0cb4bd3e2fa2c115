using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Engine;

/// <summary>What all blocks of a cross-holdings study share: who owns which part of whom, thresholds and failure costs.</summary>
internal sealed class Ownership : Dynamics
{
    private const int SweepsMin = 10_000;
    private const double Rounding = 1e-16;

    private readonly double[] _fraction;

    public Ownership(Network network, CrossHoldings parameters, RunSettings run)
        : base(network)
    {
        Run = run;
        Rows = parameters.Integration is null ? network.Holdings : network.Claims;
        _fraction = parameters.Integration is { } integration ? Shares(network, integration) : network.Holdings.Amount.ToArray();
        KeptShare = new double[network.Count];
        KeptShare.AsSpan().Fill(1);
        for (var entry = 0; entry < Rows.Count; entry++)
        {
            KeptShare[Rows.Column[entry]] -= _fraction[entry];
        }

        InitialTotal = Totals();
        InitialEquity = new double[network.Count];
        (FailsBelow, Cost) = (new double[network.Count], new double[network.Count]);
        for (var institution = 0; institution < network.Count; institution++)
        {
            var value = InitialEquity[institution] = KeptShare[institution] * InitialTotal[institution];
            var threshold = Given(network.FailureThreshold, institution) ?? parameters.Threshold * value;
            Cost[institution] = Given(network.FailureCost, institution) ?? parameters.FailureCost * Math.Max(0, threshold);
            // A value that equals its threshold but for rounding has not failed, unless zero is to count.
            FailsBelow[institution] = threshold + ((parameters.ZeroEquityIsDefault ? 1e-9 : -1e-9) * Math.Abs(value));
        }
    }

    public RunSettings Run { get; }

    /// <summary>Row i: in whom i has a share.</summary>
    public CompressedRows Rows { get; }

    /// <summary>C, entry by entry of <see cref="Rows"/>.</summary>
    public ReadOnlySpan<double> Fraction => _fraction;

    /// <summary>Ĉ: the share of each institution in outside hands.</summary>
    public double[] KeptShare { get; }

    /// <summary>V before the shocks: the value of each institution, parts owned by others included.</summary>
    public double[] InitialTotal { get; }

    /// <summary>Whether values before the shocks were found within run.maxRounds.</summary>
    public bool IsSettled { get; private set; }

    /// <summary>Value at or below which an institution fails.</summary>
    public double[] FailsBelow { get; }

    /// <summary>B: what a failure destroys.</summary>
    public double[] Cost { get; }

    public override CompressedRows Links => Rows;

    /// <summary>What institutions are worth hangs together throughout the network.</summary>
    internal override bool IsRestless => true;

    internal override CompressedRows? Followers => null;

    public override Cascade<TLanes> NewCascade<TLanes>() => new OwnershipCascade<TLanes>(this);

    /// <summary>What a holder loses by full loss of the issuer's value before the shocks.</summary>
    public override double AtRisk(int creditor, int link) => KeptShare[creditor] * _fraction[link] * InitialTotal[Rows.Column[link]];

    private protected override bool IsUnwell(int institution) => true;

    private static double? Given(ReadOnlySpan<double> column, int institution) =>
        Column.Of(column, institution) is var given && double.IsNaN(given) ? null : given;

    /// <summary>C_ij = integration × L_ji / Σ_i L_ji.</summary>
    private static double[] Shares(Network network, double integration)
    {
        var fraction = network.Claims.Amount.ToArray();
        for (var claim = 0; claim < fraction.Length; claim++)
        {
            fraction[claim] = integration * fraction[claim] / network.Sheets[network.Claims.Column[claim]].NetworkLiabilities;
        }

        return fraction;
    }

    private double[] Totals()
    {
        var total = new double[Network.Count];
        var change = double.MaxValue;
        for (var sweep = 0; change > 0 && sweep < Math.Max(SweepsMin, Run.MaxRounds); sweep++)
        {
            var before = total;
            total = new double[before.Length];
            change = 0;
            for (var holder = 0; holder < total.Length; holder++)
            {
                total[holder] = Network.Sheets[holder].OutsideAssets + Parts(holder, before);
                var moved = Math.Abs(total[holder] - before[holder]);
                change = Math.Max(change, moved <= Rounding * total[holder] ? 0 : moved);
            }
        }

        IsSettled = change == 0;
        return total;
    }

    /// <summary>Σ C V over a row, added as <see cref="Pull"/> adds: values without shocks then have the same bits before and after.</summary>
    private double Parts(int holder, double[] total)
    {
        Span<double> sums = [0, 0];
        for (var entry = Rows.Start[holder]; entry < Rows.Start[holder + 1]; entry++)
        {
            sums[(entry - Rows.Start[holder]) & 1] += _fraction[entry] * total[Rows.Column[entry]];
        }

        return sums[0] + sums[1];
    }
}
