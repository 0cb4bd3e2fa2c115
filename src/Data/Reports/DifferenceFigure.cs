using Contagion.Analysis;

namespace Contagion.Data;

/// <summary>How far alternatives are from the base as SVG: a point each, and a line for its 95 % interval.</summary>
internal static class DifferenceFigure
{
    private const int ShownMax = 40;
    private const int NameMax = 26;
    private const double Left = 150;
    private const double Width = 290;
    private const double RowHeight = 20;

    /// <summary>Writes the figure.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="comparison">The comparison.</param>
    /// <param name="metric">The number that differs.</param>
    /// <param name="title">What it is.</param>
    public static void Write(HtmlWriter html, Comparison comparison, string metric, string title)
    {
        Row[] rows = [.. comparison.Alternatives.Take(ShownMax).Select(one => RowOf(one, one.Find(metric))).OfType<Row>()];
        if (rows.Length == 0)
        {
            return;
        }

        var (low, high) = (Math.Min(0, rows.Min(row => row.Low)), Math.Max(0, rows.Max(row => row.High)));
        double At(double number) => Left + (Width * (high > low ? (number - low) / (high - low) : 0.5));
        var bottom = RowHeight * (rows.Length + 0.5);
        html.Add($"<figure class=\"curve\">\n<svg viewBox=\"0 0 460 {bottom + 20}\" role=\"img\" aria-label=\"{title}\">\n<path class=\"mean\" d=\"M{At(0)} 4V{bottom}\"/>\n");
        for (var row = 0; row < rows.Length; row++)
        {
            var (y, one) = (RowHeight * (row + 0.75), rows[row]);
            html.Add($"<text x=\"{Left - 12}\" y=\"{y + 3}\" text-anchor=\"end\">{HtmlWriter.Shorten(one.Name, NameMax)}</text><path class=\"line\" d=\"M{At(one.Low)} {y}H{At(one.High)}\"/><circle class=\"c4\" cx=\"{At(one.Mean)}\" cy=\"{y}\" r=\"4\"/>\n");
        }

        html.Add($"<text class=\"soft\" x=\"{Left}\" y=\"{bottom + 14}\">{Meaning.Signed(low)}</text><text class=\"soft\" x=\"{Left + Width}\" y=\"{bottom + 14}\" text-anchor=\"end\">{Meaning.Signed(high)}</text>\n");
        html.Add($"</svg>\n<figcaption>{title}. To the left of the dashed line less is lost.</figcaption>\n</figure>\n");
    }

    private static Row? RowOf(Alternative alternative, PairedDifference? paired) => paired?.Difference switch
    {
        { Mean: { } mean, Confidence95: var (low, high) } when alternative.IsDrawn && paired.Varies => new Row(alternative.Name, mean, low, high),
        { Mean: { } mean } => new Row(alternative.Name, mean, mean, mean),
        _ => null,
    };

    private sealed record Row(string Name, double Mean, double Low, double High);
}
