namespace Contagion.Networks;

/// <summary>The links of a Barabási–Albert network, before anybody knows which end lends.</summary>
/// <remarks>
/// Links are numbered in the order of arrivals. The newer end of each is known from its number; the older end is that of a random end of an earlier link,
/// so that it can be found by asking that link, which may ask an earlier one (Sanders and Schulz (2016), Information Processing Letters 116(7):489–491).
/// So every link is a function of the draws alone: threads find them in any order, and whoever is asked first writes the answer down for all.
/// An arrival that would be linked twice to the same one draws again, which takes its own earlier links to be known first.
/// </remarks>
internal sealed class Skeleton
{
    private const int Unknown = -1;

    private readonly NetworkDraw _draw;
    private readonly int _institutions;
    private readonly int _perArrival;
    private readonly int _cliqueLinks;
    private readonly int[] _newer;
    private readonly int[] _older;

    /// <param name="draw">The drawing.</param>
    /// <param name="institutions">n.</param>
    /// <param name="perArrival">m, at least 1 and below n.</param>
    public Skeleton(NetworkDraw draw, int institutions, int perArrival)
    {
        (_draw, _institutions, _perArrival) = (draw, institutions, perArrival);
        _cliqueLinks = (int)LinksOf(perArrival + 1, perArrival);
        _newer = new int[(int)LinksOf(institutions, perArrival)];
        _older = new int[_newer.Length];
    }

    /// <summary>m(m + 1)/2 + m(n − m − 1).</summary>
    public static double LinksOf(int institutions, int perArrival) => (perArrival * (perArrival + 1.0) / 2) + (perArrival * (institutions - perArrival - 1.0));

    /// <summary>Both ends of each link.</summary>
    public (int[] Newer, int[] Older) Draw()
    {
        Clique();
        Array.Fill(_older, Unknown, _cliqueLinks, _older.Length - _cliqueLinks);
        _draw.ForEach(_institutions - _perArrival - 1, (first, end) =>
        {
            var asked = new Stack<int>();
            for (var arrival = first; arrival < end; arrival++)
            {
                _newer.AsSpan(_cliqueLinks + (arrival * _perArrival), _perArrival).Fill(_perArrival + 1 + arrival);
                asked.Push(arrival);
                while (asked.TryPeek(out var next))
                {
                    // An arrival that waits for another is tried again when that is known; there are no circles, since it is always an earlier one.
                    if (Link(next) is var earlier && earlier != Unknown)
                    {
                        asked.Push(earlier);
                    }
                    else
                    {
                        asked.Pop();
                    }
                }
            }
        }, Math.Max(1, Ranges.RangeItems / _perArrival));
        return (_newer, _older);
    }

    private void Clique()
    {
        var link = 0;
        for (var newer = 1; newer <= _perArrival; newer++)
        {
            for (var older = 0; older < newer; older++)
            {
                (_newer[link], _older[link++]) = (newer, older);
            }
        }
    }

    /// <summary>Finds the links of an arrival.</summary>
    /// <returns>The earlier arrival that must be known first; <see cref="Unknown"/> when all is done.</returns>
    private int Link(int arrival)
    {
        var first = _cliqueLinks + (arrival * _perArrival);
        for (var linked = 0; linked < _perArrival; linked++)
        {
            // Each of its links has a sequence of draws of its own, so that what is known already need not be drawn again.
            for (var draw = (uint)linked; _older[first + linked] == Unknown; draw += (uint)_perArrival)
            {
                var end = (long)(_draw.Uniform(Purpose.Links, _perArrival + 1 + arrival, draw) * (2.0 * first));
                var link = (int)(end >> 1);
                var older = (end & 1) == 1 ? Volatile.Read(ref _older[link])
                    : link < _cliqueLinks ? _newer[link]
                    : _perArrival + 1 + ((link - _cliqueLinks) / _perArrival);
                if (older == Unknown)
                {
                    return (link - _cliqueLinks) / _perArrival;
                }

                if (!_older.AsSpan(first, linked).Contains(older))
                {
                    // Another thread may write the same at the same time.
                    Volatile.Write(ref _older[first + linked], older);
                }
            }
        }

        return Unknown;
    }
}
