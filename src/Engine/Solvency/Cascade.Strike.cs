namespace Contagion.Engine;

/// <content>Shocks on a cascade that is under way or has come to rest.</content>
public abstract partial class Cascade<TLanes>
{
    /// <summary>Whether <see cref="Distress"/> is measured.</summary>
    internal virtual bool HasDistress => false;

    /// <summary>Who may have changed in the last round: a list and how many of it count, or no list where everybody may.</summary>
    internal (int[]? List, int Count) Swept => IsSweepFull ? (null, Dynamics.Network.Count) : (Set.Active, Set.ActiveCount);

    /// <summary>Whether a strike on one institution changes others at once.</summary>
    internal bool StrikesEverybody => Dynamics.Followers is null;

    /// <summary>Strikes institutions between two rounds: their direct losses grow, who is declared in default is from now on, and others notice
    /// in the next round.</summary>
    /// <param name="stress">What all shocks so far do, those of the start and of earlier strikes among them.</param>
    /// <param name="hit">Whom this strike adds to, each once.</param>
    /// <param name="used">Mask of the lanes that carry a replication.</param>
    /// <returns>Mask of the lanes in which something is under way on account of the strike.</returns>
    /// <exception cref="InvalidOperationException">The mechanism takes shocks at the start of a period.</exception>
    internal TLanes Strike(Stress<TLanes> stress, ReadOnlySpan<int> hit, TLanes used)
    {
        Active = used;
        var tally = default(Tally<TLanes>);
        AddLossOf(hit, -1, ref tally.Loss);
        Set.Join(hit);
        Strike(stress, hit, ref tally);
        AddLossOf(hit, 1, ref tally.Loss);
        _loss = StrikesEverybody ? tally.Loss : Sum(_loss, tally.Loss);
        Defaults += tally.Defaults;
        return tally.Moved & used;
    }

    /// <summary>Puts what has grown of the stress on institutions; the tally says in which lanes something moves.</summary>
    private protected virtual void Strike(Stress<TLanes> stress, ReadOnlySpan<int> hit, ref Tally<TLanes> tally) =>
        throw new InvalidOperationException("This mechanism takes shocks at the start of a period.");

    /// <summary>Adds the equity that those have lost who are hit, or takes it away; where everybody changes with them, that of everybody, once.</summary>
    private void AddLossOf(ReadOnlySpan<int> hit, double sign, ref ExactSum<TLanes> loss)
    {
        if (!StrikesEverybody)
        {
            foreach (var institution in CountsLoss ? hit : [])
            {
                loss.Add(TLanes.Of(sign) * LossOf(institution, NetWorth(institution)), Dynamics.LossScale);
            }
        }
        else if (CountsLoss && sign > 0)
        {
            for (var institution = 0; institution < Dynamics.Network.Count; institution++)
            {
                loss.Add(LossOf(institution, NetWorth(institution)), Dynamics.LossScale);
            }
        }
    }
}
