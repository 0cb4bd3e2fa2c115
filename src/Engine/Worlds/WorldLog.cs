using System.Text.Json;
using Contagion.Model;

namespace Contagion.Engine;

/// <summary>A command that a world has done, and how the world stood then: whoever does it again must find the same.</summary>
/// <param name="Command">The command.</param>
/// <param name="After">How the world stood once it was done.</param>
public sealed record WorldEntry(WorldCommand Command, WorldTotals After);

/// <summary>What worlds have done as text: a line of JSON a command. The log and the scenario are all there is of a world.</summary>
public static class WorldLog
{
    /// <summary>The version in which lines are written; it stands in each of them.</summary>
    public const int Version = 1;

    /// <summary>An entry as a line, its end included.</summary>
    public static string Write(WorldEntry entry)
    {
        var (command, after) = (entry.Command, entry.After);
        var line = new Line(Version, command.Number, (command as WorldCommand.Strike)?.Shocks, (command as WorldCommand.Step)?.Steps, after.Steps, after.Defaults, after.Loss, after.IsAtRest, after.IsConverged);
        return JsonSerializer.Serialize(line, WorldJson.Options) + "\n";
    }

    /// <summary>Reads lines.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="institutions">Number of institutions of the world.</param>
    /// <exception cref="InvalidDataException">A line is none of ours.</exception>
    public static IEnumerable<WorldEntry> Read(string lines, int institutions)
    {
        foreach (var text in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            yield return Entry(text, institutions);
        }
    }

    private static WorldEntry Entry(string text, int institutions)
    {
        try
        {
            var line = JsonSerializer.Deserialize<Line>(text, WorldJson.Options);
            if (line is not { V: Version } || (line.Shocks is null) == (line.Steps is null))
            {
                throw new InvalidDataException($"A line of a world's log is of version {line?.V}; expected {Version}.");
            }

            WorldCommand command = line.Shocks is { } shocks ? new WorldCommand.Strike(line.N, shocks) : new WorldCommand.Step(line.N, line.Steps!.Value);
            return new WorldEntry(command, new WorldTotals(line.N, line.At, institutions, line.Defaults, line.Loss, line.Rest, line.Converged));
        }
        catch (JsonException wrong)
        {
            throw new InvalidDataException($"A line of a world's log cannot be read: {wrong.Message}", wrong);
        }
    }

    /// <summary>A line.</summary>
    /// <param name="V">Its version.</param>
    /// <param name="N">Number of the command.</param>
    /// <param name="Shocks">What strikes, where the command is a strike.</param>
    /// <param name="Steps">How many steps, where it is one.</param>
    /// <param name="At">Steps taken by then.</param>
    /// <param name="Defaults">Institutions in default by then.</param>
    /// <param name="Loss">Equity lost by then.</param>
    /// <param name="Rest">Whether the world was at rest then.</param>
    /// <param name="Converged">Whether every fixed point was reached by then.</param>
    private sealed record Line(int V, long N, IReadOnlyList<Shock>? Shocks, int? Steps, long At, int Defaults, double Loss, bool Rest, bool Converged);
}
