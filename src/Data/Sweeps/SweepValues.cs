using Contagion.Model;

namespace Contagion.Data;

/// <summary>Checks what can be said of a swept value before it is known what it is for.</summary>
internal static class SweepValues
{
    /// <summary>Tells a value that is empty or no YAML.</summary>
    public static void Check(SweptValue value, Faults faults)
    {
        if (value.Text.Length == 0)
        {
            faults.Add(value.Place.File, value.Place.Line, value.Place.Column, "a value is empty; expected one, such as 0.1 or {mechanism: furfine}");
            return;
        }

        Overrides.Value(value.Text, value.Place, faults);
    }
}
