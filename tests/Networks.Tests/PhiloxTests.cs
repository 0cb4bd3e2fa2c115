using System.Runtime.Intrinsics;

namespace Contagion.Networks.Tests;

/// <summary>Random numbers (models.md 0.3).</summary>
public sealed class PhiloxTests
{
    // Source: models.md TV-RNG; these are the known answers of the authors' Random123 library.
    [Theory]
    [InlineData(new[] { 0u, 0u, 0u, 0u }, new[] { 0u, 0u }, new[] { 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u })]
    [InlineData(
        new[] { 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu }, new[] { 0xffffffffu, 0xffffffffu }, new[] { 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu })]
    [InlineData(
        new[] { 0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u }, new[] { 0xa4093822u, 0x299f31d0u }, new[] { 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u })]
    public void Known_counters_and_keys_give_the_known_words(uint[] counter, uint[] key, uint[] words)
    {
        var drawn = new uint[4];
        Philox.Words(counter, key, drawn);

        Assert.Equal(words, drawn);
    }

    // Source: models.md 0.3: counter = (replication, period and purpose, entity, draw), key = seed; u64 = word₁·2³² + word₀.
    [Fact]
    public void A_draw_is_keyed_by_what_it_is_for()
    {
        Assert.Equal(0xe169c58d6627e8d5ul, Philox.Draw(0, 0, 0, 0, 0));
        Assert.Equal(0x94fdccebd16cfe09ul, Philox.Draw(0x299f31d0a4093822ul, 0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344));
    }

    [Fact]
    public void Eight_draws_at_once_are_the_same_numbers()
    {
        for (var seed = 0ul; seed < 50; seed++)
        {
            var (key, replication, purpose) = (seed * 0x9E3779B97F4A7C15ul, (uint)seed * 77, (uint)seed << 8);
            var entity = Vector512.Create([.. Enumerable.Range(0, 8).Select(lane => (ulong)(uint)(lane * 0x2545F491) ^ seed)]);
            var draw = Vector512.Create([.. Enumerable.Range(0, 8).Select(lane => (ulong)(uint)(lane << 12) | seed)]);

            var drawn = Philox.Draws(key, replication, purpose, entity, draw);

            for (var lane = 0; lane < 8; lane++)
            {
                Assert.Equal(Philox.Draw(key, replication, purpose, (uint)Vector512.GetElement(entity, lane), (uint)Vector512.GetElement(draw, lane)), Vector512.GetElement(drawn, lane));
            }
        }
    }

    // Source: models.md 0.3: (u64 >> 11)·2⁻⁵³, so 0 is possible and 1 is not.
    [Fact]
    public void A_uniform_number_is_at_least_0_and_less_than_1()
    {
        Assert.Equal(0, Philox.Uniform(0));
        Assert.Equal(0.5, Philox.Uniform(1ul << 63));
        Assert.Equal(1 - (1.0 / (1ul << 53)), Philox.Uniform(ulong.MaxValue));
    }
}
