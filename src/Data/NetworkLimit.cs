using System.Globalization;
using Contagion.Networks;

namespace Contagion.Data;

/// <summary>How large a network may be that is yet to be made: whoever makes networks for others says so.</summary>
/// <param name="Institutions">The most institutions.</param>
/// <param name="Exposures">The most exposures.</param>
public sealed record NetworkLimit(int Institutions, int Exposures)
{
    /// <summary>What is wrong with a size; null when nothing is.</summary>
    public string? FaultOf(NetworkSize size) => size.Institutions <= Institutions && size.Exposures <= Exposures ? null : string.Create(
        CultureInfo.InvariantCulture,
        $"the network would have about {size.Institutions:N0} institutions and {size.Exposures:N0} exposures; expected at most {Institutions:N0} and {Exposures:N0}");
}
