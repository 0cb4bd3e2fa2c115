using System.Runtime.Intrinsics;
using Contagion.Model;

namespace Contagion.Engine;

/// <summary>What chance decides about one shock in one replication. What all targets share is drawn once.</summary>
internal sealed class Chance
{
    /// <summary>The entity that shared draws are keyed by; no institution has this index.</summary>
    private const uint Everybody = uint.MaxValue;

    /// <summary>Members of a cohort are told apart in the bits above those of the shock.</summary>
    private const int MemberBits = 12;

    private readonly ulong _seed;
    private readonly uint _replication;
    private readonly uint _period;
    private readonly uint _shock;
    private readonly ShockSize? _size;
    private readonly double _common;
    private readonly double _correlation;

    /// <param name="seed">The scenario's seed.</param>
    /// <param name="replication">Index of the replication.</param>
    /// <param name="shock">The shock.</param>
    /// <param name="index">Its index in the scenario.</param>
    /// <param name="period">The period.</param>
    public Chance(ulong seed, int replication, Shock shock, int index, int period)
    {
        (_seed, _replication, _period, _shock) = (seed, (uint)replication, (uint)period, (uint)index);
        (_size, _correlation) = (shock.Amount ?? shock.Fraction, shock.Correlation ?? 0);
        _common = shock.Kind == ShockKind.Credit ? Elementary.NormalQuantile(Philox.Open(Draw(Purpose.Credit, Everybody))) : _size switch
        {
            ShockSize.Fixed one => one.Value,
            Distribution { Common: true } drawn => Draw(drawn, Everybody),
            _ => double.NaN,
        };
    }

    /// <summary>How large the shock is for a target.</summary>
    public double Size(int institution) => _size is Distribution { Common: false } own ? Draw(own, (uint)institution) : _common;

    /// <summary>Whether a credit shock strikes a borrower.</summary>
    /// <param name="borrower">Its index.</param>
    /// <param name="threshold">N⁻¹ of its probability of default.</param>
    /// <param name="member">Which member of a cohort; 0 for one borrower alone.</param>
    public bool Strikes(int borrower, double threshold, uint member) =>
        CreditFactor.Latent(_correlation, _common, Elementary.NormalQuantile(Philox.Open(Draw(Purpose.Credit, (uint)borrower, member)))) < threshold;

    /// <summary>The probability that a borrower's fortune is below a threshold, now that the common factor is known.</summary>
    public double ProbabilityBelow(double threshold) => double.IsPositiveInfinity(threshold) || _correlation == 1
        ? 1
        : Elementary.NormalCdf((threshold - (Math.Sqrt(_correlation) * _common)) / Math.Sqrt(1 - _correlation));

    /// <summary>The draws that decide about credit shocks on eight borrowers or members of cohorts.</summary>
    public Vector512<ulong> Draws(Vector512<ulong> borrower, Vector512<ulong> member) =>
        Philox.Draws(_seed, _replication, PurposeOf(Purpose.Credit), borrower, (member << MemberBits) | Vector512.Create((ulong)_shock));

    private double Draw(Distribution distribution, uint entity) => Math.Max(0, distribution.Quantile(Philox.Open(Draw(Purpose.Size, entity))));

    private ulong Draw(Purpose purpose, uint entity, uint member = 0) => Philox.Draw(_seed, _replication, PurposeOf(purpose), entity, _shock | (member << MemberBits));

    private uint PurposeOf(Purpose purpose) => (_period << 8) | (uint)purpose;
}
