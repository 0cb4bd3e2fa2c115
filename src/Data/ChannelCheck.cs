using Contagion.Model;

namespace Contagion.Data;

/// <summary>Checks channels: settings that contradict each other.</summary>
/// <param name="reader">Knows the scenario and the places of its parts.</param>
/// <param name="faults">Told what is wrong.</param>
internal sealed class ChannelCheck(ScenarioReader reader, Faults faults)
{
    /// <summary>Shares are written with few digits: thirds may miss 1 by this much.</summary>
    private const double ShapeTolerance = 1e-6;

    /// <summary>Checks settings against each other.</summary>
    public void Settings()
    {
        foreach (var liquidity in reader.Channels.OfType<LiquidityChannel>())
        {
            if (liquidity.BaseRate > liquidity.MaxRate)
            {
                Tell(liquidity, "baseRate", $"'baseRate' is {Numbers.Write(liquidity.BaseRate)}, above 'maxRate', {Numbers.Write(liquidity.MaxRate)}; expected at most that");
            }

            if (liquidity.Thresholds is { Count: 0 })
            {
                Tell(liquidity, "thresholds", "'thresholds' is an empty list; expected one for each depositor, or leave it out");
            }
        }

        foreach (var operations in reader.Channels.OfType<OperationsChannel>())
        {
            if (operations.Shape is { } shape && !(Math.Abs(shape.Sum() - 1) <= ShapeTolerance))
            {
                Tell(operations, "shape", $"'shape' adds up to {Numbers.Write(shape.Sum())}; expected shares that add up to 1");
            }
        }
    }

    private void Tell(object part, string key, string fault)
    {
        var place = reader.PlaceOf(part, key);
        faults.Add(place.File, place.Line, place.Column, fault);
    }
}
