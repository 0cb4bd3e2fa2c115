using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Contagion.Model;

namespace Contagion.Engine;

/// <summary>A scenario with its network kept open as one replication: shock it, step it, look at it.</summary>
/// <remarks>
/// What it is depends on the scenario and on the commands alone, to the last bit: one that has been lost is had again by doing its log again.
/// Not for several threads at once; what it shows (<see cref="View"/>) is.
/// </remarks>
public sealed class World
{
    private readonly Scenario _scenario;
    private readonly Network _network;
    private readonly Dynamics _dynamics;
    private readonly Course _course;
    private readonly WorldNotes _notes;
    private readonly List<UInt128> _done = [];
    private int _shocks;
    private long _steps;
    private bool _isBroken;

    private World(Scenario scenario, Network network)
    {
        (_scenario, _shocks) = (Kept(scenario, network), scenario.Shocks.Count);
        var plan = new ReplicationPlan(_scenario, network);
        _network = plan.NetworkOf(plan.ReplicationAt(0));
        _dynamics = ((Mechanism)_scenario.Channels.Solvency).Prepare(_network, _scenario with { Shocks = [.. _scenario.Shocks, .. ToCome(_scenario)] });
        var cascade = _dynamics.NewCascade<OneLane>();
        cascade.CountsLoss = true;
        _course = _dynamics.HasPeriods ? new PeriodCourse(plan, _network, cascade, _scenario.Run.MaxRounds) : new RoundCourse(plan, _network, cascade);
        _notes = new WorldNotes(_network, _dynamics, cascade.HasDistress);
        Note();
        View = _notes.View(Totals);
    }

    /// <summary>How it stands after the last command.</summary>
    public WorldView View { get; private set; }

    private WorldTotals Totals
    {
        get
        {
            var (defaults, loss) = _course.HasBegun ? ((int)_course.Cascade.Defaults[0], _course.Cascade.Loss[0]) : (0, 0);
            return new WorldTotals(_done.Count, _steps, _network.Count, defaults, loss, _course.IsAtRest, _course.IsConverged);
        }
    }

    /// <summary>Opens a world: the shocks that the scenario has at its start strike, as they do in a run.</summary>
    /// <param name="scenario">A scenario that has no faults on its network. Of its replications the world is the first, or the one that it names.</param>
    /// <param name="network">Its network.</param>
    public static World Open(Scenario scenario, Network network) => new(scenario, network);

    /// <summary>Opens a world again that has been lived through.</summary>
    /// <param name="scenario">Its scenario.</param>
    /// <param name="network">Its network.</param>
    /// <param name="entries">What it did, in order.</param>
    /// <param name="cancellationToken">Asked on the way.</param>
    /// <exception cref="InvalidDataException">It does not come out as it was.</exception>
    public static World Open(Scenario scenario, Network network, IEnumerable<WorldEntry> entries, CancellationToken cancellationToken)
    {
        var world = new World(scenario, network);
        foreach (var entry in entries)
        {
            world.Expect(entry.Command);
            world.Act(entry.Command, cancellationToken);
            if (world.Totals is var after && after != entry.After)
            {
                throw new InvalidDataException($"Command {entry.Command.Number} of the world led to {entry.After} when it was done, and now to {after}; it was done by another version of the program.");
            }
        }

        world.View = world._notes.View(world.Totals);
        return world;
    }

    /// <summary>Whether a command has been done already.</summary>
    /// <exception cref="WorldException">Another one was done under its number, or it is not its turn.</exception>
    public bool IsDone(WorldCommand command)
    {
        if (command.Number < 1 || command.Number > _done.Count + 1)
        {
            throw new WorldException(WorldFault.Conflict, $"command {command.Number} is not its turn; expected number {_done.Count + 1}, since the world has done {_done.Count}");
        }

        if (command.Number == _done.Count + 1)
        {
            return false;
        }

        return _done[(int)command.Number - 1] == Mark(command)
            ? true
            : throw new WorldException(WorldFault.Conflict, $"command {command.Number} was another one; expected number {_done.Count + 1} for a new command");
    }

    /// <summary>Does a command.</summary>
    /// <param name="command">The command; one that was done before is not done again.</param>
    /// <param name="cancellationToken">Asked on the way. A world that was cancelled in the middle of a command is to be opened again.</param>
    /// <returns>What to keep of it; null where it had been done before.</returns>
    /// <exception cref="WorldException">It is refused, and nothing has changed.</exception>
    public WorldEntry? Do(WorldCommand command, CancellationToken cancellationToken)
    {
        if (_isBroken)
        {
            throw new InvalidOperationException("The world was left in the middle of a command; it is to be opened again.");
        }

        if (IsDone(command))
        {
            return null;
        }

        Check(command);
        Act(command, cancellationToken);
        View = _notes.View(Totals);
        return new WorldEntry(command, View.Totals);
    }

    /// <summary>The scenario as a world lives it: what a run decides by its number of periods is decided, and there is no last one.</summary>
    private static Scenario Kept(Scenario scenario, Network network)
    {
        if (scenario.Channels.Solvency is not Joint joint)
        {
            return scenario;
        }

        var isUndatedDue = joint.Undated == UndatedLoans.Due || (joint.Undated == UndatedLoans.Auto && scenario.Run.Periods == 1);
        var last = network.Terms is { Maturity.IsEmpty: false } terms ? terms.Maturity.ToArray().Where(period => period < RunSettings.PeriodsMax).DefaultIfEmpty().Max() : 0;
        return scenario with
        {
            Channels = scenario.Channels with { Solvency = joint with { Undated = isUndatedDue ? UndatedLoans.Due : UndatedLoans.Standing } },
            // With one period alone, losses would be followed round by round.
            Run = scenario.Run with { Periods = Math.Max(scenario.Run.Periods, Math.Max(last, 1) + 1) },
        };
    }

    /// <summary>One of each kind of shock that may yet come, on a day that never does: a mechanism over periods makes room for those it knows of.</summary>
    private static IEnumerable<Shock> ToCome(Scenario scenario) => scenario.Channels.Solvency is Joint
        ? Enum.GetValues<ShockKind>().Where(kind => WorldShocks.MayCome(kind, scenario)).Select(kind => new Shock { Kind = kind, At = RunSettings.PeriodsMax })
        : [];

    /// <summary>Same commands have the same mark.</summary>
    private static UInt128 Mark(WorldCommand command)
    {
        var line = WorldLog.Write(new WorldEntry(command, new WorldTotals(0, 0, 0, 0, 0, false, false)));
        return BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(line)));
    }

    private void Expect(WorldCommand command)
    {
        if (command.Number != _done.Count + 1)
        {
            throw new InvalidDataException($"The world's log has command {command.Number} where number {_done.Count + 1} was expected.");
        }
    }

    private void Check(WorldCommand command)
    {
        string[] faults = command switch
        {
            WorldCommand.Step { Steps: < 1 or > WorldCommand.StepsMax } step => [$"'steps' is {step.Steps}; expected a whole number from 1 to {WorldCommand.StepsMax}"],
            WorldCommand.Step step when _dynamics.HasPeriods && _steps + step.Steps > RunSettings.PeriodsMax =>
                [$"the world would come to period {_steps + step.Steps}; expected at most {RunSettings.PeriodsMax}"],
            WorldCommand.Strike { Shocks.Count: 0 or > WorldCommand.ShocksMax } strike => [$"there are {strike.Shocks.Count} shocks; expected 1 to {WorldCommand.ShocksMax}"],
            WorldCommand.Strike strike => [.. strike.Shocks.SelectMany((shock, place) => WorldShocks.Faults(shock, _shocks + place, _scenario, _network)).Distinct().Take(Faults.ListedMax)],
            _ => [],
        };
        if (faults.Length > 0)
        {
            throw new WorldException(WorldFault.Wrong, string.Join('\n', faults));
        }
    }

    private void Act(WorldCommand command, CancellationToken cancellationToken)
    {
        _isBroken = true;
        _done.Add(Mark(command));
        switch (command)
        {
            case WorldCommand.Strike strike:
                Strike(strike.Shocks);
                break;
            case WorldCommand.Step step:
                for (var left = step.Steps; left > 0 && _course.Step(cancellationToken); left--)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    _steps++;
                    Note();
                }

                break;
        }

        _isBroken = false;
    }

    private void Strike(IReadOnlyList<Shock> shocks)
    {
        var due = _scenario with { Shocks = [.. shocks.Select(shock => shock with { At = _course.Period })] };
        foreach (var shock in _dynamics is JointDynamics ? shocks.Where(shock => shock.Kind == ShockKind.Regulation) : [])
        {
            ((JointDynamics)_dynamics).Calendar.Add(shock, _course.Period);
        }

        _course.Strike(new ReplicationPlan(due, _network, _shocks));
        _shocks += shocks.Count;
        Note();
    }

    private void Note()
    {
        if (_course.HasBegun)
        {
            _notes.Take(_course.Cascade, _course.Reached, _done.Count, _steps);
        }
    }
}
