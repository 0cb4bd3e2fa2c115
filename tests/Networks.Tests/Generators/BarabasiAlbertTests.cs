namespace Contagion.Networks.Tests.Generators;

/// <summary>Preferential attachment: the parallel draw against sequential ones, and both against the limit law.</summary>
public sealed class BarabasiAlbertTests
{
    // models.md 8.1: m(m + 1)/2 + m(n − m − 1).
    [Theory]
    [InlineData(2, 1, 1)]
    [InlineData(4, 3, 6)]
    [InlineData(5, 3, 9)]
    [InlineData(1000, 1, 999)]
    [InlineData(1000, 4, 3990)]
    [InlineData(60, 50, 1725)]
    public void There_are_as_many_links_as_the_definition_says_and_no_two_between_the_same(int institutions, int perArrival, int links)
    {
        foreach (var direction in Enum.GetValues<LinkDirection>())
        {
            var drawn = Drawn.Links(new BarabasiAlbert { Institutions = institutions, LinksPerArrival = perArrival, Direction = direction, Balance = new GaiKapadia() }.Draw(3, 0));

            Assert.Equal(links, drawn.Count);
            Assert.Equal(links, drawn.Select(link => (Math.Min(link.Creditor, link.Debtor), Math.Max(link.Creditor, link.Debtor))).Distinct().Count());
        }
    }

    // The textbook's list of all ends so far, arrival by arrival, with the same draws: link k of an arrival takes draws k, k + m, k + 2m, ... until it leads to a new one.
    [Theory]
    [InlineData(50, 1)]
    [InlineData(400, 2)]
    [InlineData(3000, 12)]
    [InlineData(70, 60)]
    public void Threads_that_ask_each_other_find_what_one_finds_that_writes_everything_down(int institutions, int perArrival)
    {
        var ends = new List<int>();
        var expected = new List<(int, int)>();
        for (var newer = 0; newer < institutions; newer++)
        {
            var (all, chosen) = (ends.Count, new List<int>());
            for (var link = 0; link < Math.Min(newer, perArrival); link++)
            {
                var older = newer <= perArrival ? link : -1;
                for (var draw = link; older < 0 || chosen.Contains(older); draw += perArrival)
                {
                    older = ends[(int)(Philox.Uniform(Philox.Draw(11, 2, (uint)Purpose.Links, (uint)newer, (uint)draw)) * all)];
                }

                chosen.Add(older);
            }

            chosen.ForEach(older => expected.Add((newer, older)));
            chosen.ForEach(older => ends.AddRange([newer, older]));
        }

        foreach (int? threads in new int?[] { 1, 4 })
        {
            var (newer, older) = new Skeleton(new NetworkDraw(11, 2, threads), institutions, perArrival).Draw();
            Assert.Equal(expected, newer.Zip(older));
        }
    }

    // Source: the share of banks with at least k links tends to m(m + 1) / (k(k + 1)), a tail of exponent 3 (Dorogovtsev, Mendes and Samukhin (2000), Physical Review
    // Letters 85:4633–4636). The plain version weighs every bank by its links, with another generator of random numbers.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Degrees_have_the_tail_of_preferential_attachment(bool isPlain)
    {
        const int perArrival = 3;
        var institutions = isPlain ? 4000 : 60_000;
        var degrees = new int[institutions];
        foreach (var (newer, older) in isPlain ? Plain(institutions, perArrival) : Fast(institutions, perArrival))
        {
            degrees[newer]++;
            degrees[older]++;
        }

        foreach (var least in new[] { 4, 6, 10, 15, 25, 40 })
        {
            var share = perArrival * (perArrival + 1.0) / (least * (least + 1.0));
            Drawn.AssertCount(institutions * share, institutions * share * (1 - share), degrees.Count(degree => degree >= least), $"banks with at least {least} links");
        }
    }

    [Fact]
    public void A_fair_coin_says_who_lends()
    {
        var links = Drawn.Links(new BarabasiAlbert { Institutions = 5000, LinksPerArrival = 4, Balance = new GaiKapadia() }.Draw(1, 0));

        Drawn.AssertCount(links.Count / 2.0, links.Count / 4.0, links.Count(link => link.Creditor > link.Debtor), "links that the newer bank lends on");
    }

    [Theory]
    [InlineData(LinkDirection.SmallLends)]
    [InlineData(LinkDirection.LargeLends)]
    public void The_number_of_links_says_who_lends(LinkDirection direction)
    {
        var links = Drawn.Links(new BarabasiAlbert { Institutions = 500, LinksPerArrival = 2, Direction = direction, Balance = new GaiKapadia() }.Draw(1, 0));
        var degree = links.Concat(links.Select(link => (link.Debtor, link.Creditor))).CountBy(link => link.Item1).ToDictionary();

        // Of two with as many links the older one, whose number is smaller, is the larger.
        bool IsSmaller(int one, int other) => degree[one] < degree[other] || (degree[one] == degree[other] && one > other);
        Assert.All(links, link => Assert.Equal(direction == LinkDirection.SmallLends, IsSmaller(link.Creditor, link.Debtor)));
    }

    private static IEnumerable<(int Newer, int Older)> Fast(int institutions, int perArrival)
    {
        var (newer, older) = new Skeleton(new NetworkDraw(5, 0), institutions, perArrival).Draw();
        return newer.Zip(older);
    }

    /// <summary>The definition: each earlier bank by its number of links, in O(n²).</summary>
    private static List<(int Newer, int Older)> Plain(int institutions, int perArrival)
    {
        var (random, degree, links) = (new Random(3), new int[institutions], new List<(int, int)>());
        for (var newer = 0; newer < institutions; newer++)
        {
            var chosen = new HashSet<int>(newer <= perArrival ? Enumerable.Range(0, newer) : []);
            while (chosen.Count < Math.Min(newer, perArrival))
            {
                var (left, older) = (random.Next(2 * links.Count), -1);
                while (left >= 0)
                {
                    left -= degree[++older];
                }

                chosen.Add(older);
            }

            foreach (var older in chosen)
            {
                links.Add((newer, older));
            }

            foreach (var older in chosen)
            {
                degree[newer]++;
                degree[older]++;
            }
        }

        return links;
    }
}
