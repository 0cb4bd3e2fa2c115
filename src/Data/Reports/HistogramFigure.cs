using Contagion.Analysis;

namespace Contagion.Data;

/// <summary>How a number is spread over replications, as SVG with its table.</summary>
internal static class HistogramFigure
{
    private const int Bins = 20;
    private const double Left = 20;
    private const double Width = 420;
    private const double Top = 12;
    private const double Height = 90;

    /// <summary>Writes the figure; nothing where the number is the same everywhere.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="title">What the number is.</param>
    /// <param name="distribution">Its distribution.</param>
    /// <param name="values">It in each replication.</param>
    /// <param name="things">What replications are called here.</param>
    public static void Write(HtmlWriter html, string title, Distribution distribution, IReadOnlyList<double> values, string things)
    {
        if (distribution is not { Min: { } low, Max: { } high, Mean: { } mean } || low == high)
        {
            return;
        }

        var counts = new int[Bins];
        foreach (var value in values.Where(value => !double.IsNaN(value)))
        {
            counts[Math.Min(Bins - 1, (int)((value - low) / (high - low) * Bins))]++;
        }

        double EdgeOf(int bin) => low + ((high - low) * bin / Bins);
        html.Add($"<figure class=\"curve\">\n<svg viewBox=\"0 0 460 130\" role=\"img\" aria-label=\"{title}\">\n");
        for (var bin = 0; bin < Bins; bin++)
        {
            var height = Height * counts[bin] / counts.Max();
            html.Add($"<rect class=\"bar\" x=\"{Left + (Width * bin / Bins) + 0.5}\" y=\"{Top + Height - height}\" width=\"{(Width / Bins) - 1}\" height=\"{height}\"><title>{Meaning.Say(EdgeOf(bin))} to {Meaning.Say(EdgeOf(bin + 1))}: {counts[bin]}</title></rect>\n");
        }

        var middle = Left + (Width * (mean - low) / (high - low));
        html.Add($"<path class=\"axis\" d=\"M{Left} {Top + Height}h{Width}\"/><path class=\"mean\" d=\"M{middle} {Top - 4}V{Top + Height}\"/>\n");
        html.Add($"<text class=\"soft\" x=\"{Left}\" y=\"{Top + Height + 14}\">{Meaning.Say(low)}</text><text class=\"soft\" x=\"{Left + Width}\" y=\"{Top + Height + 14}\" text-anchor=\"end\">{Meaning.Say(high)}</text>\n");
        html.Add($"</svg>\n<figcaption>{title}: how many {things} have how much. The dashed line is the mean, {Meaning.Say(mean)}.</figcaption>\n</figure>\n<details><summary>The same as a table</summary>\n");
        html.Table($"{title}, {things}", ["from", "to", things], Enumerable.Range(0, Bins).Where(bin => counts[bin] > 0).Select(bin => (string[])[Meaning.Say(EdgeOf(bin)), Meaning.Say(EdgeOf(bin + 1)), Meaning.Say(counts[bin])]), 0);
        html.Add($"</details>\n");
    }
}
