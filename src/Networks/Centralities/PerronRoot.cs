namespace Contagion.Networks;

/// <summary>The largest eigenvalue of nonnegative rows whose members all reach each other, between two bounds that hold whatever happens, and its eigenvector.</summary>
/// <remarks>
/// Power iteration on A + s I. For every positive x, min_i (Ax)_i/x_i ≤ λ ≤ max_i (Ax)_i/x_i (Collatz 1942; Wielandt 1950, Mathematische Zeitschrift
/// 52:642–648): the narrowest bounds met are kept. The shift s, a quarter of what λ seems to be, is for members that only reach themselves in
/// multiples of some number of steps, among whom A alone would go round for ever. O(entries) a sweep, by all threads.
/// </remarks>
public sealed class PerronRoot
{
    /// <summary>Bounds that are this near to each other, relative to the upper one, are one number.</summary>
    private const double Width = 1e-14;

    /// <summary>Bounds that come no nearer are taken for one number when they are this near: sums over thousands of entries are no more exact.</summary>
    private const double WidthOfRounding = 1e-11;

    private const double Shift = 0.25;
    private const int LookBack = 200;
    private const long EntriesMax = 20_000_000_000;
    private const int SweepsMax = 100_000;
    private const int SweepsMin = 1_000;

    private PerronRoot(double[] vector, double lower, double upper, bool converged, int sweeps = 0) =>
        (Vector, Lower, Upper, Converged, Sweeps) = (vector, lower, upper, converged, sweeps);

    /// <summary>The eigenvalue is not below this.</summary>
    public double Lower { get; }

    /// <summary>The eigenvalue is not above this.</summary>
    public double Upper { get; }

    /// <summary>What lies between the bounds.</summary>
    public double Value => Lower + ((Upper - Lower) / 2);

    /// <summary>Whether the bounds met before the limit on sweeps.</summary>
    public bool Converged { get; }

    /// <summary>How many sweeps it took.</summary>
    public int Sweeps { get; }

    /// <summary>The right eigenvector: positive for members, 0 for others; sums to 1. All 0 for a single member.</summary>
    public double[] Vector { get; }

    /// <summary>Computes it for members that all reach each other.</summary>
    /// <param name="rows">The rows; entries that lead to no member do not count.</param>
    /// <param name="members">The members, ascending; at least one.</param>
    /// <param name="scale">What each row is multiplied by, above 0; null for 1.</param>
    public static PerronRoot Of(CompressedRows rows, int[] members, double[]? scale = null)
    {
        if (members.Length == 1)
        {
            return new PerronRoot(new double[rows.Rows], 0, 0, converged: true);
        }

        var chunks = RowChunks.Of(rows, members);
        var (vector, next) = (new double[rows.Rows], new double[rows.Rows]);
        var (least, most, image, size) = (new double[chunks.Count], new double[chunks.Count], new double[chunks.Count], new double[chunks.Count]);
        foreach (var member in members)
        {
            vector[member] = 1;
        }

        var sweepsMax = Math.Clamp(EntriesMax / members.Sum(member => (long)rows.LengthOf(member)), SweepsMin, SweepsMax);
        var (lower, upper) = (0.0, double.PositiveInfinity);
        Gather.Rows(rows, members, 0, members.Length, vector, next);
        var seeming = members.Sum(member => next[member] * (scale?[member] ?? 1)) / members.Length;
        var (widthBefore, isOpen, converged) = (double.PositiveInfinity, true, false);
        var sweep = 0;
        for (; isOpen && sweep < sweepsMax; sweep++)
        {
            if (!(double.IsFinite(seeming) && seeming > 0))
            {
                // Amounts that no number can hold, or equity that is as good as none.
                return new PerronRoot(new double[rows.Rows], 0, double.PositiveInfinity, converged: false);
            }

            // The vector keeps its size.
            var (shift, factor) = (Shift * seeming, 1 / ((1 + Shift) * seeming));
            chunks.ForEach((chunk, first, end) =>
            {
                var (low, high, all, before) = (double.PositiveInfinity, 0.0, 0.0, 0.0);
                Gather.Rows(rows, members, first, end, vector, next);
                for (var place = first; place < end; place++)
                {
                    var member = members[place];
                    var (old, sum) = (vector[member], scale is null ? next[member] : scale[member] * next[member]);
                    // Where a member has become too small for a number, nothing is known of it.
                    var ratio = old > 0 ? sum / old : double.PositiveInfinity;
                    (low, high, all, before) = (Math.Min(low, ratio), Math.Max(high, ratio), all + sum, before + old);
                    next[member] = (sum + (shift * old)) * factor;
                }

                (least[chunk], most[chunk], image[chunk], size[chunk]) = (low, high, all, before);
            });
            (vector, next) = (next, vector);
            (lower, upper) = (Math.Max(lower, least.Min()), Math.Min(upper, most.Max()));
            seeming = image.Sum() / size.Sum();
            var width = (upper - lower) / upper;
            converged = width <= Width;
            isOpen = !converged;
            if (sweep % LookBack == LookBack - 1)
            {
                converged |= width <= WidthOfRounding && width > widthBefore / 2;
                (widthBefore, isOpen) = (width, !converged);
            }
        }

        return new PerronRoot(Normalised(vector, members), lower, upper, converged, sweep);
    }

    private static double[] Normalised(double[] vector, int[] members)
    {
        var sum = members.Sum(member => vector[member]);
        var normalised = new double[vector.Length];
        foreach (var member in members)
        {
            normalised[member] = vector[member] / sum;
        }

        return normalised;
    }
}
