using Contagion.Model;

namespace Contagion.Engine;

/// <summary>What chance decides about one shock in one replication. What all targets share is drawn once.</summary>
internal sealed class Chance
{
    /// <summary>The entity that shared draws are keyed by; no institution has this index.</summary>
    private const uint Everybody = uint.MaxValue;

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
        _common = shock.Kind == ShockKind.Credit ? Fortune(Everybody) : _size switch
        {
            ShockSize.Fixed one => one.Value,
            Distribution { Common: true } drawn => Draw(drawn, Everybody),
            _ => double.NaN,
        };
    }

    /// <summary>How large the shock is for a target.</summary>
    public double Size(int institution) => _size is Distribution { Common: false } own ? Draw(own, (uint)institution) : _common;

    /// <summary>Whether a credit shock strikes a target.</summary>
    /// <param name="institution">The target.</param>
    /// <param name="probability">Its probability of default.</param>
    public bool Strikes(int institution, double probability) => Strikes(institution, probability, 0);

    /// <summary>The share of a cohort's members that a credit shock strikes: each has a fortune of its own, the common factor is the same.</summary>
    /// <param name="institution">The cohort.</param>
    /// <param name="probability">Each member's probability of default.</param>
    /// <param name="members">How many they are.</param>
    public double ShareStruck(int institution, double probability, int members)
    {
        var struck = 0;
        for (var member = 0; member < members; member++)
        {
            struck += Strikes(institution, probability, (uint)member) ? 1 : 0;
        }

        return (double)struck / members;
    }

    private bool Strikes(int institution, double probability, uint member) =>
        CreditFactor.Latent(_correlation, _common, Fortune((uint)institution, member)) < Elementary.NormalQuantile(probability);

    private double Draw(Distribution distribution, uint entity) => Math.Max(0, distribution.Quantile(Uniform(Purpose.Size, entity)));

    private double Fortune(uint entity, uint member = 0) => Elementary.NormalQuantile(Uniform(Purpose.Credit, entity, member));

    /// <remarks>Members of a cohort are told apart in the bits above those of the shock.</remarks>
    private double Uniform(Purpose purpose, uint entity, uint member = 0) =>
        Philox.Open(Philox.Draw(_seed, _replication, (_period << 8) | (uint)purpose, entity, _shock | (member << 12)));
}
