using Contagion.Model;

namespace Contagion.Data;

/// <summary>Reads <c>--over path=a,b,c</c>: values with commas between, or a range <c>from:to:step</c>.</summary>
internal static class OverOption
{
    /// <summary>The place faults are told at.</summary>
    public const string Source = "--over";

    /// <summary>The axis that an option describes; null, and told, when it is wrong.</summary>
    public static SweepAxis? Read(string text, Faults faults)
    {
        var place = new YamlPlace($"{Source} {text}", 1, 1);
        var split = text.IndexOf('=', StringComparison.Ordinal);
        if (split <= 0 || text.Any(char.IsControl))
        {
            faults.Add(place.File, 1, 1, split <= 0 ? "expected path=a,b,c, such as run.seed=1,2,3" : "a control character; expected text that can be seen");
            return null;
        }

        var before = faults.Count;
        var rows = new List<SweptValue[]>();
        foreach (var (value, at) in ValueList.Split(text[(split + 1)..]))
        {
            rows.AddRange(Values(new SweptValue(value, place with { Column = split + 2 + at }), faults).Select(one => (SweptValue[])[one]));
        }

        return faults.Count > before ? null : new SweepAxis(place, [new SweptPath(text[..split], place)], rows);
    }

    private static IEnumerable<SweptValue> Values(SweptValue value, Faults faults)
    {
        if (ValueRange.Is(value.Text))
        {
            var (numbers, fault) = ValueRange.Of(value.Text, SweepGrid.PointsMax);
            if (fault is not null)
            {
                faults.Add(value.Place.File, value.Place.Line, value.Place.Column, fault);
            }

            return numbers.Select(number => value with { Text = number });
        }

        SweepValues.Check(value, faults);
        return [value];
    }
}
