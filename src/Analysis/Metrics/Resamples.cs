using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Contagion.Networks;

namespace Contagion.Analysis;

/// <summary>How often each scenario is in each resample. Sixteen resamples travel together, one in each lane.</summary>
internal sealed class Resamples
{
    /// <summary>Resamples in a group.</summary>
    public const int Lanes = 16;

    private readonly byte[][] _groups;

    /// <summary>Draws as many scenarios as there are, with replacement, for each resample.</summary>
    /// <param name="placeOf">At which place the counts of each scenario are to stand.</param>
    /// <param name="bootstrap">How many resamples, and their seed.</param>
    public Resamples(int[] placeOf, Bootstrap bootstrap)
    {
        _groups = new byte[((bootstrap.Resamples - 1) / Lanes) + 1][];
        Parallel.For(0, _groups.Length, group => _groups[group] = Draw(placeOf, bootstrap.Seed, group));
    }

    /// <summary>Groups of resamples; the last one may hold more than were asked for.</summary>
    public int Groups => _groups.Length;

    /// <summary>The counts of a group: sixteen for each place.</summary>
    public ReadOnlySpan<byte> Of(int group) => _groups[group];

    /// <summary>The counts of the scenario at a place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> At(ReadOnlySpan<byte> counts, int place)
    {
        var bytes = Vector128.Create(counts.Slice(place * Lanes, Lanes));
        if (Avx512F.IsSupported)
        {
            return Avx512F.ConvertToVector512Int32(bytes);
        }

        var (low, high) = Vector128.Widen(bytes);
        return Vector512.Create(
            Vector256.Create(Vector128.WidenLower(low), Vector128.WidenUpper(low)),
            Vector256.Create(Vector128.WidenLower(high), Vector128.WidenUpper(high))).AsInt32();
    }

    private static byte[] Draw(int[] placeOf, ulong seed, int group)
    {
        var scenarios = placeOf.Length;
        var counts = new byte[scenarios * (long)Lanes];
        for (var lane = 0; lane < Lanes; lane++)
        {
            var resample = (uint)((group * Lanes) + lane);
            for (var draw = 0; draw < scenarios; draw += Vector512<ulong>.Count)
            {
                var bits = Philox.Draws(seed, resample, (uint)Purpose.Resample, Vector512.Create((ulong)draw) + Vector512<ulong>.Indices, Vector512<ulong>.Zero);
                for (var one = 0; one < Math.Min(Vector512<ulong>.Count, scenarios - draw); one++)
                {
                    var count = (placeOf[(int)Math.BigMul(bits[one], (ulong)scenarios, out _)] * Lanes) + lane;

                    // More than 255 times the same of more than 255 scenarios: that does not happen before the sun is cold.
                    counts[count] = checked((byte)(counts[count] + 1));
                }
            }
        }

        return counts;
    }
}
