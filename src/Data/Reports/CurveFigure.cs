using Contagion.Analysis;

namespace Contagion.Data;

/// <summary>The course of a number as SVG: a line for the mean and, over several replications, a band from the 5 % to the 95 % quantile.</summary>
internal static class CurveFigure
{
    private const double Left = 56;
    private const double Width = 396;
    private const double Top = 10;
    private const double Height = 110;

    /// <summary>Writes the figure.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="title">What the number is.</param>
    /// <param name="values">It after each step, at least two.</param>
    /// <param name="first">What the first step is called.</param>
    /// <param name="last">What the last one is called.</param>
    public static void Write(HtmlWriter html, string title, IReadOnlyList<Spread> values, string first, string last)
    {
        var most = values.Max(value => Math.Max(value.Mean, value.Quantiles[^1]));
        var bottom = Top + Height;
        html.Add($"<figure class=\"curve\">\n<svg viewBox=\"0 0 460 140\" role=\"img\" aria-label=\"{title}\">\n");
        html.Add($"<path class=\"axis\" d=\"M{Left} {Top}V{bottom}H{Left + Width}\" fill=\"none\"/>\n");
        html.Add($"<text class=\"soft\" x=\"{Left - 5}\" y=\"{Top + 7}\" text-anchor=\"end\">{Meaning.Say(most)}</text><text class=\"soft\" x=\"{Left - 5}\" y=\"{bottom}\" text-anchor=\"end\">0</text>\n");
        html.Add($"<text class=\"soft\" x=\"{Left}\" y=\"{bottom + 14}\">{first}</text><text class=\"soft\" x=\"{Left + Width}\" y=\"{bottom + 14}\" text-anchor=\"end\">{last}</text>\n");
        if (values.Any(value => value.Quantiles[^1] > value.Quantiles[0]))
        {
            html.Add($"<path class=\"band\" d=\"M");
            Points(html, values, value => value.Quantiles[^1], most);
            html.Add($"L");
            Points(html, values, value => value.Quantiles[0], most, isBackwards: true);
            html.Add($"Z\"/>\n");
        }

        html.Add($"<path class=\"line\" d=\"M");
        Points(html, values, value => value.Mean, most);
        html.Add($"\"/>\n</svg>\n<figcaption>{title}</figcaption>\n</figure>\n");
    }

    private static void Points(HtmlWriter html, IReadOnlyList<Spread> values, Func<Spread, double> of, double most, bool isBackwards = false)
    {
        for (var turn = 0; turn < values.Count; turn++)
        {
            var place = isBackwards ? values.Count - 1 - turn : turn;
            html.Add($"{Left + (Width * place / (values.Count - 1))} {Top + (Height * (1 - (most > 0 ? of(values[place]) / most : 0)))} ");
        }
    }
}
