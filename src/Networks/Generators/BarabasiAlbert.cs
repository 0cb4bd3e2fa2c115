using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Contagion.Networks;

/// <summary>Banks arrive one by one and deal with those who have most dealings already.</summary>
/// <remarks>
/// Barabási and Albert (1999), Science 286:509–512. m + 1 banks of which each two are linked come first; each later one is linked to m different earlier
/// ones, each picked in proportion to the links it has so far: m(m + 1)/2 + m(n − m − 1) links, and degrees with a tail of exponent 3.
/// Who has most links is found by picking an end of a link, each as likely (Batagelj and Brandes (2005), Physical Review E 71:036113). O(links).
/// </remarks>
public sealed record BarabasiAlbert : CountedBankModel
{
    /// <inheritdoc/>
    public override string Name => "barabasi-albert";

    /// <summary>m.</summary>
    [Description("To how many earlier ones each institution is linked when it arrives; the first ones, one more than these, are all linked to each other.")]
    [Range(1, InstitutionsMax)]
    public required int LinksPerArrival { get; init; }

    /// <summary>Which end lends.</summary>
    [Description("Which end of a link lends: either, by a fair coin; the one with fewer links (small-lends); or the one with more (large-lends). Of two with as many links, the older one is the larger.")]
    public LinkDirection Direction { get; init; }

    private double LinksExpected => Skeleton.LinksOf(Institutions, LinksPerArrival);

    /// <inheritdoc/>
    public override IEnumerable<(string? Key, string Fault)> Faults() => base.Faults().Concat(
        LinksPerArrival >= Institutions ? [("linksPerArrival", $"'linksPerArrival' is {LinksPerArrival}; expected fewer than there are institutions, {Institutions}")]
        : TooMany(LinksExpected, "linksPerArrival"));

    /// <inheritdoc/>
    public override NetworkSize SizeExpected() => new(Institutions, LinksExpected);

    private protected override Links DrawLinks(NetworkDraw draw)
    {
        var (newer, older) = new Skeleton(draw, Institutions, LinksPerArrival).Draw();
        var degree = Direction == LinkDirection.Coin ? [] : Degrees(draw, newer, older);
        draw.ForEach(newer.Length, (first, end) =>
        {
            for (var link = first; link < end; link++)
            {
                if (!Lends(newer[link], older[link], link))
                {
                    (newer[link], older[link]) = (older[link], newer[link]);
                }
            }
        });
        return Links.Of(draw, Institutions, creditor: newer, debtor: older);

        bool Lends(int one, int other, int link) => Direction switch
        {
            LinkDirection.Coin => (draw.Bits(Purpose.Direction, link, 0) & 1) == 0,
            LinkDirection.SmallLends => degree[one] <= degree[other],
            _ => degree[one] > degree[other],
        };
    }

    private int[] Degrees(NetworkDraw draw, int[] newer, int[] older)
    {
        var degree = new int[Institutions];
        draw.ForEach(newer.Length, (first, end) =>
        {
            for (var link = first; link < end; link++)
            {
                Interlocked.Increment(ref degree[newer[link]]);
                Interlocked.Increment(ref degree[older[link]]);
            }
        });
        return degree;
    }
}

/// <summary>Which end of a link lends.</summary>
public enum LinkDirection
{
    /// <summary>Either, by a fair coin.</summary>
    Coin,

    /// <summary>The one with fewer links.</summary>
    SmallLends,

    /// <summary>The one with more links.</summary>
    LargeLends,
}
