using Contagion.Model;

namespace Contagion.Engine;

/// <summary>When each policy is in force: from its own date on, unless regulation shocks say otherwise. The last word on or before a period counts.</summary>
internal sealed class PolicyCalendar
{
    private readonly Dictionary<string, List<(int From, bool IsOn)>> _words = [];

    public PolicyCalendar(Scenario scenario)
    {
        foreach (var shock in scenario.Shocks.Where(shock => shock.Kind == ShockKind.Regulation && shock.Policy is not null))
        {
            var words = _words.GetValueOrDefault(shock.Policy!) ?? [];
            for (var period = shock.At; period < scenario.Run.Periods && period <= (shock.Until ?? shock.At); period++)
            {
                words.Add((period, shock.On ?? true));
            }

            _words[shock.Policy!] = words;
        }
    }

    /// <summary>Notes a regulation shock that comes later than the scenario.</summary>
    /// <param name="shock">The shock.</param>
    /// <param name="period">The period in which it falls due.</param>
    public void Add(Shock shock, int period)
    {
        var words = _words.GetValueOrDefault(shock.Policy!) ?? [];
        words.Add((period, shock.On ?? true));
        _words[shock.Policy!] = words;
    }

    /// <summary>Whether a policy is in force.</summary>
    /// <param name="policy">Its key in the scenario.</param>
    /// <param name="from">Period from which it is by itself.</param>
    /// <param name="period">The period asked for.</param>
    public bool IsInForce(string policy, int from, int period)
    {
        var (isOn, since) = (period >= from, period >= from ? from : -1);
        foreach (var (start, word) in _words.GetValueOrDefault(policy) ?? [])
        {
            if (start <= period && start >= since)
            {
                (isOn, since) = (word, start);
            }
        }

        return isOn;
    }
}
