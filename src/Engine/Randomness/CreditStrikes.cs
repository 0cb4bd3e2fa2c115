using System.Numerics;
using System.Runtime.Intrinsics;
using Contagion.Model;

namespace Contagion.Engine;

/// <summary>Whom a credit shock strikes, of many. Who is spared, and that is almost everybody, is told by one comparison instead of an inverse of the normal distribution.</summary>
/// <remarks>
/// A borrower with draw u defaults where √ρ Z + √(1 − ρ) N⁻¹(u) &lt; N⁻¹(PD), see <see cref="CreditFactor"/>. Once Z is known, u must be below N of
/// (N⁻¹(PD) − √ρ Z)/√(1 − ρ). Borrowers are sorted by PD, and all of a step share the bound of its upper end, so that a few values of N do for all.
/// Whose u is below the bound is asked in full: the answer is the same bit for bit.
/// </remarks>
internal sealed class CreditStrikes
{
    private const int Steps = 64;
    private const int Lanes = 8;

    /// <summary>By how much a bound is too high, so that rounding never spares anybody: both functions are exact to 10⁻⁹.</summary>
    private const double Margin = 1e-6;

    private readonly Shock _shock;
    private readonly int _index;
    private readonly int[] _borrowers;
    private readonly double[] _threshold;
    private readonly int[] _members;
    private readonly double[] _edge;
    private readonly int[] _from;

    /// <param name="shock">The credit shock.</param>
    /// <param name="index">Its index in the scenario.</param>
    /// <param name="borrowers">Whom it may strike.</param>
    /// <param name="probabilityOf">PD of each.</param>
    /// <param name="membersOf">How many borrowers stand behind an institution.</param>
    public CreditStrikes(Shock shock, int index, int[] borrowers, Func<int, double> probabilityOf, Func<int, int> membersOf)
    {
        (_shock, _index) = (shock, index);
        // Who has no probability is never struck.
        var all = borrowers.Select(one => (Borrower: one, Threshold: Elementary.NormalQuantile(probabilityOf(one)))).Where(one => one.Threshold > double.NegativeInfinity).ToArray();
        Array.Sort(all, (one, other) => one.Threshold.CompareTo(other.Threshold) is not 0 and var order ? order : one.Borrower.CompareTo(other.Borrower));
        (_borrowers, _threshold) = ([.. all.Select(one => one.Borrower)], [.. all.Select(one => one.Threshold)]);
        _members = [.. _borrowers.Select(membersOf)];
        (_edge, _from) = Divide(_threshold);
    }

    /// <summary>Finds the institutions that are struck and the share of each, in the order of institutions.</summary>
    /// <param name="seed">The scenario's seed.</param>
    /// <param name="replication">Index of the replication.</param>
    /// <param name="period">The period.</param>
    public List<(int Institution, double Share)> Find(ulong seed, int replication, int period)
    {
        var (chance, struck) = (new Chance(seed, replication, _shock, _index, period), new List<(int Institution, double Share)>());
        for (var step = 0; step < _edge.Length; step++)
        {
            var bound = Bound(_edge[step], chance);
            for (var place = _from[step]; place < _from[step + 1]; place += Lanes)
            {
                var count = Math.Min(Lanes, _from[step + 1] - place);
                Find(chance, bound, place, count, struck);
            }
        }

        struck.Sort((one, other) => one.Institution.CompareTo(other.Institution));
        return struck;
    }

    /// <summary>Steps of equal width between the lowest and the highest threshold; those that nobody is in are left out.</summary>
    private static (double[] Edge, int[] From) Divide(double[] threshold)
    {
        var (edges, from) = (new List<double>(), new List<int>());
        if (threshold.Length > 0)
        {
            var width = (threshold.LastOrDefault(double.IsFinite, threshold[0]) - threshold[0]) / Steps;
            for (var place = 0; place < threshold.Length; place++)
            {
                // A step ends with its own highest threshold, which is found when it is full.
                if (from.Count == 0 || threshold[place] > threshold[from[^1]] + width)
                {
                    from.Add(place);
                    edges.Add(threshold[place]);
                }

                edges[^1] = threshold[place];
            }
        }

        return ([.. edges], [.. from, threshold.Length]);
    }

    /// <summary>Every draw that strikes is below this, as a share of 2⁶⁴.</summary>
    private static ulong Bound(double threshold, Chance chance)
    {
        var bound = (chance.ProbabilityBelow(threshold) * (1 + Margin)) + (Margin * Margin);
        return bound < 1 ? (ulong)(bound * (1UL << 63) * 2) : ulong.MaxValue;
    }

    private void Find(Chance chance, ulong bound, int place, int count, List<(int Institution, double Share)> struck)
    {
        var isCohort = false;
        Span<ulong> entity = stackalloc ulong[Lanes];
        for (var lane = 0; lane < count; lane++)
        {
            entity[lane] = (uint)_borrowers[place + lane];
            isCohort |= _members[place + lane] > 1;
        }

        if (isCohort)
        {
            for (var lane = 0; lane < count; lane++)
            {
                Add(place + lane, StruckOf(chance, bound, place + lane), struck);
            }

            return;
        }

        var mask = Below(chance, Vector512.Create<ulong>(entity), Vector512<ulong>.Zero, bound, count);
        for (; mask != 0; mask &= mask - 1)
        {
            var one = place + BitOperations.TrailingZeroCount(mask);
            Add(one, chance.Strikes(_borrowers[one], _threshold[one], 0) ? 1 : 0, struck);
        }
    }

    /// <summary>How many members of a cohort are struck: each has a fortune of its own, the common factor is the same.</summary>
    private int StruckOf(Chance chance, ulong bound, int place)
    {
        var (members, struck) = (_members[place], 0);
        for (var member = 0; member < members; member += Lanes)
        {
            var number = Vector512.Create((ulong)member) + Vector512<ulong>.Indices;
            var mask = Below(chance, Vector512.Create((ulong)(uint)_borrowers[place]), number, bound, Math.Min(Lanes, members - member));
            for (; mask != 0; mask &= mask - 1)
            {
                struck += chance.Strikes(_borrowers[place], _threshold[place], (uint)(member + BitOperations.TrailingZeroCount(mask))) ? 1 : 0;
            }
        }

        return struck;
    }

    private void Add(int place, int count, List<(int Institution, double Share)> struck)
    {
        if (count > 0)
        {
            struck.Add((_borrowers[place], (double)count / _members[place]));
        }
    }

    private static uint Below(Chance chance, Vector512<ulong> entity, Vector512<ulong> member, ulong bound, int count) =>
        (uint)Vector512.LessThan(chance.Draws(entity, member), Vector512.Create(bound)).ExtractMostSignificantBits() & ((1u << count) - 1);
}
