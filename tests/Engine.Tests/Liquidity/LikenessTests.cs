using Contagion.Model;
using Contagion.Networks;
using Contagion.Tests;

namespace Contagion.Engine.Tests;

/// <summary>Which platforms the public takes for alike: test vector of models.md 6.3, dense formulas, and what always holds.</summary>
public sealed class LikenessTests
{
    private static readonly double[,] Persons = { { 10, 0, 0 }, { 5, 5, 0 }, { 0, 8, 2 }, { 4, 4, 4 }, { 0, 0, 12 } };

    // Source: models.md TV-OVERLAP.
    [Fact]
    public void Three_platforms_share_what_is_printed()
    {
        var overlap = new PlatformOverlap(InLanes.Sparse(Persons), 3);

        Check([9 / 17.0, 4 / 18.0, 6 / 17.0], overlap.Shares(), "TV-OVERLAP, overlap");
        Check([.3369610097, .1052176269, .2438559770], overlap.LossCorrelations(), "TV-OVERLAP, loss correlations");

        static void Check(double[] expected, CompressedRows actual, string inputs)
        {
            var dense = InLanes.Dense(actual, 3);
            Near.Equal(expected, [dense[0, 1], dense[0, 2], dense[1, 2]], Near.Printed, inputs);
            Near.Equal(expected, [dense[1, 0], dense[2, 0], dense[2, 1]], Near.Printed, $"{inputs}, the other way round");
            Near.Equal([0, 0, 0], [dense[0, 0], dense[1, 1], dense[2, 2]], 0, $"{inputs}, diagonal");
        }
    }

    [Fact]
    public void Random_platforms_agree_with_the_formulas()
    {
        var capped = 0;
        for (var seed = 0; seed < 300; seed++)
        {
            var (features, panic) = Random(seed, 1 + (seed % 15));
            var (count, lending, listing) = (features.Count, InLanes.Dense(features.Lending, features.Count), InLanes.Dense(features.Listing, features.Count));
            var likeness = Likeness.Of(features, panic);
            var (dense, overlap) = (InLanes.Dense(likeness, count), InLanes.Dense(new PlatformOverlap(features.Lending, count).Shares(), count));
            var correlation = InLanes.Dense(new PlatformOverlap(features.Lending, count).LossCorrelations(), count);
            for (var one = 0; one < count; one++)
            {
                var (shared, cosine, expected) = (new double[count], new double[count], new double[count]);
                for (var other = 0; other < count; other++)
                {
                    (shared[other], cosine[other], expected[other]) = one == other ? default : Formulas(features, panic, lending, listing, one, other);
                    Assert.Equal(SameBits.Of(dense[one, other]), SameBits.Of(dense[other, one]));
                    capped += dense[one, other] == 1 ? 1 : 0;
                }

                Near.Equal([.. shared, .. cosine, .. expected], [.. Row(overlap, one), .. Row(correlation, one), .. Row(dense, one)], Near.Exact, $"platforms {seed}, row {one}");
                Assert.All(Row(dense, one), alike => Assert.InRange(alike, 0, 1));
            }

            Assert.All(likeness.Amount.ToArray(), amount => Assert.NotEqual(0, amount));
        }

        Assert.True(capped > 0, "nothing reached 1");
    }

    // Identity: a platform with all lenders of another, the same amounts each, overlaps it in full; strangers do not at all.
    [Fact]
    public void Platforms_with_the_same_lenders_overlap_in_full()
    {
        var overlap = InLanes.Dense(new PlatformOverlap(InLanes.Sparse(new double[,] { { 2, 2, 0 }, { 3, 3, 0 }, { 0, 4, 5 } }), 3).Shares(), 3);

        Near.Equal([1, 0, 4 / 5.0], [overlap[0, 1], overlap[0, 2], overlap[1, 2]], Near.Exact, "three platforms");
    }

    // Memory for the loans, not for lenders times platforms: a million lenders of two platforms each, of 1,000.
    [Fact]
    public void Many_lenders_take_no_more_memory_than_their_loans()
    {
        const int lenders = 1_000_000;
        var (start, column, amount) = (new int[lenders + 1], new int[2 * lenders], new double[2 * lenders]);
        for (var lender = 0; lender < lenders; lender++)
        {
            var platform = (int)((uint)lender * 2654435761u % 999);
            (column[2 * lender], column[(2 * lender) + 1], amount[2 * lender], amount[(2 * lender) + 1]) = (platform, platform + 1, 1, 2);
            start[lender + 1] = 2 * (lender + 1);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var overlap = new PlatformOverlap(new CompressedRows(start, column, amount), 1000).Shares();
        var taken = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(2 * 999, overlap.Count);

        // Twelve bytes a loan for the other direction; dense would be eight thousand a lender.
        Assert.True(taken < 20L * column.Length, $"{taken} bytes for {column.Length} loans");
    }

    /// <summary>Overlap, loss correlation and likeness of two platforms, straight from the formulas.</summary>
    private static (double Shared, double Cosine, double Likeness) Formulas(
        PlatformFeatures features, Panic panic, double[,] lending, double[,] listing, int one, int other)
    {
        var shared = Overlap(lending, one, other);
        var weight = (panic.SameMode * (features.Kind[one] >= 0 && features.Kind[one] == features.Kind[other] ? 1 : 0)) + (panic.SharedLenders * shared)
            + (panic.SameGroup * (features.Group[one] >= 0 && features.Group[one] == features.Group[other] ? 1 : 0));
        var areListed = Enumerable.Range(0, listing.GetLength(0)).Any(portal => listing[portal, one] > 0 && listing[portal, other] > 0);
        return (shared, Cosine(lending, one, other), Math.Min(1, weight * (1 + (areListed ? panic.PortalReach : 0))));
    }

    private static double[] Row(double[,] matrix, int row) => [.. Enumerable.Range(0, matrix.GetLength(1)).Select(column => matrix[row, column])];

    private static double Overlap(double[,] lending, int one, int other)
    {
        var persons = Enumerable.Range(0, lending.GetLength(0)).ToList();
        var shared = persons.Sum(person => Math.Min(lending[person, one], lending[person, other]));
        return shared == 0 ? 0 : shared / Math.Min(persons.Sum(person => lending[person, one]), persons.Sum(person => lending[person, other]));
    }

    private static double Cosine(double[,] lending, int one, int other)
    {
        var persons = Enumerable.Range(0, lending.GetLength(0)).ToList();
        var product = persons.Sum(person => lending[person, one] * lending[person, other]);
        return product == 0 ? 0 : product / Math.Sqrt(persons.Sum(person => Math.Pow(lending[person, one], 2)) * persons.Sum(person => Math.Pow(lending[person, other], 2)));
    }

    private static (PlatformFeatures Features, Panic Panic) Random(int seed, int platforms)
    {
        var random = new Random(seed);
        var (lending, listing) = (new double[random.Next(40), platforms], new double[random.Next(3), platforms]);
        for (var item = 0; item < lending.Length; item++)
        {
            lending[item / platforms, item % platforms] = random.Next(4) == 0 ? 100 * random.NextDouble() : 0;
        }

        for (var item = 0; item < listing.Length; item++)
        {
            listing[item / platforms, item % platforms] = random.Next(2);
        }

        return (
            new PlatformFeatures(
                [.. Enumerable.Range(0, platforms).Select(_ => random.Next(-1, 3))], [.. Enumerable.Range(0, platforms).Select(_ => random.Next(-1, 3))],
                InLanes.Sparse(lending), InLanes.Sparse(listing)),
            new Panic
            {
                SameMode = .5 * random.NextDouble(), SharedLenders = random.Next(4) == 0 ? 0 : random.NextDouble(), SameGroup = .5 * random.NextDouble(),
                PortalReach = random.Next(2) * random.NextDouble(),
            });
    }
}
