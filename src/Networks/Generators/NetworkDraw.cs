using System.Runtime.Intrinsics;
using Contagion.Model;

namespace Contagion.Networks;

/// <summary>One drawing of a network: whose random numbers it takes, and on how many threads.</summary>
/// <param name="Seed">The scenario's seed.</param>
/// <param name="Replication">Index of the replication; 0 for the network that all share.</param>
/// <param name="Threads">Worker threads; null for one a processor. Never changes what is drawn.</param>
internal readonly record struct NetworkDraw(ulong Seed, uint Replication, int? Threads = null)
{
    /// <summary>The least probability that a size is drawn at.</summary>
    private const double ProbabilityMin = 0.5 / (1UL << 52);

    /// <summary>The entity that shared draws are keyed by; no institution has this index.</summary>
    private const uint Everybody = uint.MaxValue;

    /// <summary>The random bits for a purpose.</summary>
    public ulong Bits(Purpose purpose, int entity, uint draw) => Philox.Draw(Seed, Replication, (uint)purpose, (uint)entity, draw);

    /// <summary>A uniform number in [0, 1).</summary>
    public double Uniform(Purpose purpose, int entity, uint draw) => Philox.Uniform(Bits(purpose, entity, draw));

    /// <summary>The uniform numbers of entities that follow each other, eight at a time: those that <see cref="Uniform"/> gives one by one.</summary>
    public void Uniforms(Purpose purpose, int first, uint draw, Span<double> uniforms)
    {
        var (entity, index) = (Vector512.Create((ulong)(uint)first) + Vector512<ulong>.Indices, Vector512.Create((ulong)draw));
        var at = 0;
        for (; at + Vector512<ulong>.Count <= uniforms.Length; at += Vector512<ulong>.Count, entity += Vector512.Create((ulong)Vector512<ulong>.Count))
        {
            var bits = Philox.Draws(Seed, Replication, (uint)purpose, entity, index);
            for (var lane = 0; lane < Vector512<ulong>.Count; lane++)
            {
                uniforms[at + lane] = Philox.Uniform(bits[lane]);
            }
        }

        for (; at < uniforms.Length; at++)
        {
            uniforms[at] = Uniform(purpose, first + at, draw);
        }
    }

    /// <summary>A whole number from 0 to below <paramref name="count"/>, each as likely.</summary>
    public int Pick(Purpose purpose, int entity, uint draw, int count) => (int)(Uniform(purpose, entity, draw) * count);

    /// <summary>A size of an entity, at least 0.</summary>
    public double Size(ShockSize size, Purpose purpose, int entity, uint draw) => size switch
    {
        ShockSize.Fixed one => one.Value,
        Distribution drawn => Math.Max(0, drawn.Quantile(Philox.Open(Bits(purpose, drawn.Common ? unchecked((int)Everybody) : entity, draw)))),
        _ => throw new ArgumentOutOfRangeException(nameof(size), size, "Not a kind of size there is."),
    };

    /// <summary>The smallest and the largest size that can be drawn.</summary>
    public static (double Min, double Max) RangeOf(ShockSize size) => size switch
    {
        ShockSize.Fixed one => (one.Value, one.Value),
        Distribution drawn => (Math.Max(0, drawn.Quantile(ProbabilityMin)), Math.Max(0, drawn.Quantile(1 - ProbabilityMin))),
        _ => throw new ArgumentOutOfRangeException(nameof(size), size, "Not a kind of size there is."),
    };

    /// <summary>What is wrong with a size that must lie between bounds; null when nothing is.</summary>
    /// <param name="key">What the scenario calls it.</param>
    /// <param name="size">The size.</param>
    /// <param name="min">The least it may be.</param>
    /// <param name="max">The most it may be.</param>
    public static string? Fault(string key, ShockSize size, double min, double max) =>
        RangeOf(size) is var (least, most) && least >= min && most <= max
            ? null
            : FormattableString.Invariant($"'{key}' can be {(least >= min ? most : least):R}; expected a number, or a distribution, from {min:R} to {max:R}");

    /// <summary>Does every range of items once, as <see cref="Ranges.ForEach"/>.</summary>
    public void ForEach(int items, Action<int, int> work, int rangeItems = Ranges.RangeItems) => Ranges.ForEach(items, work, rangeItems, Threads);
}
