namespace Contagion.Networks;

/// <summary>Throws a coin for each of many candidates, in time that goes with those who are picked.</summary>
/// <remarks>The candidates passed over before the next one who is picked are geometric: ⌊ln u / ln(1 − p)⌋ (Batagelj and Brandes (2005), Physical
/// Review E 71:036113).</remarks>
/// <param name="draw">The drawing.</param>
/// <param name="purpose">What it is for.</param>
/// <param name="entity">Whose coins they are.</param>
internal ref struct Coins(NetworkDraw draw, Purpose purpose, int entity)
{
    private readonly NetworkDraw _draw = draw;
    private uint _next;

    /// <summary>Adds those of some candidates whose coins fall right, ascending.</summary>
    /// <param name="logMissed"><see cref="LogOfMissing"/> of the probability.</param>
    /// <param name="first">The first candidate.</param>
    /// <param name="end">The one after the last.</param>
    /// <param name="picked">Receives them.</param>
    public void Throw(double logMissed, int first, int end, List<int> picked)
    {
        for (var candidate = first; ; candidate++)
        {
            var missed = Elementary.Log(Philox.Open(_draw.Bits(purpose, entity, _next++))) / logMissed;
            if (!(missed < end - candidate))
            {
                return;
            }

            candidate += (int)missed;
            picked.Add(candidate);
        }
    }

    /// <summary>The same where the entity itself is one of the candidates, and is passed over.</summary>
    public void ThrowAmongOthers(double logMissed, int first, int end, List<int> picked)
    {
        // Candidates after the entity itself are one further on.
        var before = picked.Count;
        Throw(logMissed, first, end - 1, picked);
        for (var at = picked.Count - 1; at >= before && picked[at] >= entity; at--)
        {
            picked[at]++;
        }
    }

    /// <summary>One of some candidates, each as likely.</summary>
    public int Pick(int first, int end) => first + _draw.Pick(purpose, entity, _next++, end - first);

    /// <summary>ln(1 − p), with all its digits where p is small: what rounding took from 1 − p is put back by the slope.</summary>
    /// <remarks>Kahan's form of log1p. Negative zero for p = 0 makes every gap infinite.</remarks>
    public static double LogOfMissing(double probability)
    {
        var missing = 1 - probability;
        return missing == 1 ? -probability : Elementary.Log(missing) * (probability / (1 - missing));
    }
}
