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
    public Chance(ulong seed, int replication, Shock shock, int index)
    {
        (_seed, _replication, _period, _shock) = (seed, (uint)replication, (uint)shock.At, (uint)index);
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
    public bool Strikes(int institution, double probability) =>
        CreditFactor.Latent(_correlation, _common, Fortune((uint)institution)) < Elementary.NormalQuantile(probability);

    private double Draw(Distribution distribution, uint entity) => Math.Max(0, distribution.Quantile(Uniform(Purpose.Size, entity)));

    private double Fortune(uint entity) => Elementary.NormalQuantile(Uniform(Purpose.Credit, entity));

    private double Uniform(Purpose purpose, uint entity) => Philox.Open(Philox.Draw(_seed, _replication, (_period << 8) | (uint)purpose, entity, _shock));
}
