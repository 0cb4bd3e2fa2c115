using Contagion.Analysis;

namespace Contagion.Data;

/// <summary>A map of a network as SVG: circles by size, coloured by the share of equity lost, and the largest exposures.</summary>
internal static class MapFigure
{
    /// <summary>Institutions that are drawn one by one.</summary>
    public const int NodesMax = 200;

    private const int EdgesMax = 1000;
    private const int EdgeClasses = 5;
    private const int NamedAllMax = 24;
    private const int NamedMax = 10;
    private const int NameMax = 18;
    private const int TitleMax = 60;

    /// <summary>Half the width of the picture.</summary>
    private const double Scale = 500;

    private static readonly Colour[] Colours =
    [
        new(0, "c0", "nothing"), new(0.01, "c1", "up to 1 % of equity"), new(0.1, "c2", "up to 10 %"), new(0.25, "c3", "up to 25 %"), new(0.5, "c4", "up to 50 %"),
        new(double.PositiveInfinity, "c5", "over 50 %"), new(double.NaN, "x", "had none to lose"),
    ];

    /// <summary>Writes the figure.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="map">The map, with losses.</param>
    /// <param name="many">What replications are called; null where there was one.</param>
    public static void Write(HtmlWriter html, NetworkMap map, string? many)
    {
        html.Add($"<figure>\n<svg class=\"map\" viewBox=\"-510 -510 1020 1050\" role=\"img\" aria-label=\"Map of the network; the table beside it has the numbers\">\n");
        Edges(html, map);
        foreach (var node in map.Nodes)
        {
            var place = (X: Scale * node.X, Y: Scale * node.Y, Radius: Scale * node.Radius);
            html.Add($"<circle cx=\"{place.X}\" cy=\"{place.Y}\" r=\"{place.Radius}\" class=\"{ColourOf(node).Class}{(IsInDefault(node) ? " d" : "")}\"><title>{Title(node)}</title></circle>\n");
        }

        Names(html, map);
        html.Add($"</svg>\n<figcaption>{Caption(map)}</figcaption>\n");
        Legend(html, map, many);
        html.Add($"</figure>\n");
    }

    private static void Edges(HtmlWriter html, NetworkMap map)
    {
        for (var strength = 0; strength < EdgeClasses; strength++)
        {
            html.Add($"<path class=\"e{strength}\" d=\"");
            for (var place = 0; place < Math.Min(EdgesMax, map.Edges.Count); place++)
            {
                var edge = map.Edges[place];
                if ((int)(Math.Sqrt(edge.Amount / map.Edges[0].Amount) * (EdgeClasses - 0.001)) == strength)
                {
                    var (from, to) = (map.Nodes[edge.From], map.Nodes[edge.To]);
                    html.Add($"M{(int)(Scale * from.X)} {(int)(Scale * from.Y)}L{(int)(Scale * to.X)} {(int)(Scale * to.Y)}");
                }
            }

            html.Add($"\"/>\n");
        }
    }

    private static void Names(HtmlWriter html, NetworkMap map)
    {
        MapNode[] largest = [.. map.Nodes];
        Array.Sort(largest, (one, other) => other.Size.CompareTo(one.Size) is not 0 and var order ? order : string.CompareOrdinal(one.Id, other.Id));
        foreach (var node in largest.AsSpan(0, Math.Min(largest.Length, largest.Length <= NamedAllMax ? NamedAllMax : NamedMax)))
        {
            html.Add($"<text x=\"{Scale * node.X}\" y=\"{(Scale * (node.Y + node.Radius)) + 25}\">{HtmlWriter.Shorten(node.Label, NameMax)}</text>\n");
        }
    }

    private static void Legend(HtmlWriter html, NetworkMap map, string? many)
    {
        html.Add($"<ul class=\"legend\" aria-label=\"Share of equity lost\">");
        foreach (var colour in Colours.Where(colour => map.Nodes.Any(node => ColourOf(node) == colour)))
        {
            html.Add($"<li><svg viewBox=\"0 0 10 10\" aria-hidden=\"true\"><circle cx=\"5\" cy=\"5\" r=\"5\" class=\"{colour.Class}\"/></svg>{colour.Name}</li>");
        }

        if (map.Nodes.Any(IsInDefault))
        {
            html.Add($"<li><svg viewBox=\"0 0 10 10\" aria-hidden=\"true\"><circle cx=\"5\" cy=\"5\" r=\"3.5\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\"/></svg>{(many is null ? "in default" : $"in default in at least half of the {many}")}</li>");
        }

        html.Add($"</ul>\n");
    }

    private static bool IsInDefault(MapNode node) => node.DefaultProbability >= 0.5;

    private static Colour ColourOf(MapNode node) => node.RelativeLoss is { } share ? Colours.First(colour => share <= colour.End) : Colours[^1];

    private static string Title(MapNode node) =>
        $"{HtmlWriter.Shorten(node.Label, TitleMax)}{(node.Label == node.Id || node.Count > 1 ? "" : $" ({HtmlWriter.Shorten(node.Id, TitleMax)})")}"
        + $"{(node.Count > 1 ? $": {Meaning.Count(node.Count, "institution")}" : "")}; lost {Meaning.Say(node.Loss ?? 0)}"
        + (node.RelativeLoss is { } share ? $", {Meaning.Percent(share)} of its equity" : "")
        + (node.DefaultProbability is > 0 and var defaults ? $"; in default {Meaning.Percent(defaults)}" : "");

    private static string Caption(NetworkMap map)
    {
        var left = map.EdgesLeft + Math.Max(0, map.Edges.Count - EdgesMax);
        var what = map.Level == MapLevel.Groups ? "A circle is a group of institutions" : map.Nodes.Any(node => node.Count > 1) ? "A circle is an institution, or several that are named together" : "A circle is an institution";
        return $"{what}, as large as what it lent and owes in the network; lines are exposures{(left == 0 ? "" : $", the {EdgesMax} largest")}. Those who deal with each other are near each other.";
    }

    /// <summary>A colour of circles.</summary>
    /// <param name="End">The largest share of equity lost that has it; NaN where there was no equity.</param>
    /// <param name="Class">Its class in the style sheet.</param>
    /// <param name="Name">What it says.</param>
    private sealed record Colour(double End, string Class, string Name);
}
