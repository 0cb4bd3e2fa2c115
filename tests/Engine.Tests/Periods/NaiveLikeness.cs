using Contagion.Model;

namespace Contagion.Engine.Tests.Periods;

/// <summary>How alike platforms look, S of models.md 4.5, by what they were at the start.</summary>
internal sealed class NaiveLikeness
{
    private readonly Dictionary<(NaiveInstitution Lender, NaiveInstitution Platform), double> _lent = [];
    private readonly HashSet<(NaiveInstitution Platform, NaiveInstitution Portal)> _listed = [];

    public NaiveLikeness(NaiveEconomy economy)
    {
        foreach (var claim in economy.Claims)
        {
            var platform = claim.Platform ?? claim.Debtor;
            if (platform is { Given.Kind: InstitutionKind.Platform })
            {
                _lent[(claim.Creditor!, platform)] = _lent.GetValueOrDefault((claim.Creditor!, platform)) + claim.Amount;
            }
        }

        foreach (var service in economy.Services.Where(service => service.Provider.Given.Role == InstitutionRole.Portal))
        {
            _listed.Add((service.User, service.Provider));
        }
    }

    /// <summary>S, in [0, 1]; 0 of a platform with itself.</summary>
    public double Of(Panic panic, NaiveInstitution one, NaiveInstitution other)
    {
        if (one == other)
        {
            return 0;
        }

        var likeness = (panic.SharedLenders * Overlap(one, other))
            + ((one.Given.Role, one.Given.Mode) != default && one.Given.Role == other.Given.Role && one.Given.Mode == other.Given.Mode ? panic.SameMode : 0)
            + (one.Given.Group is { } group && group == other.Given.Group ? panic.SameGroup : 0);
        if (_listed.Any(pair => pair.Platform == one && _listed.Contains((other, pair.Portal))))
        {
            likeness *= 1 + panic.PortalReach;
        }

        return Math.Min(1, likeness);
    }

    /// <summary>models.md 6.3.</summary>
    private double Overlap(NaiveInstitution one, NaiveInstitution other)
    {
        var least = Math.Min(Total(one), Total(other));
        return least == 0 ? 0 : _lent.Where(pair => pair.Key.Platform == one).Sum(pair => Math.Min(pair.Value, _lent.GetValueOrDefault((pair.Key.Lender, other)))) / least;
    }

    private double Total(NaiveInstitution platform) => _lent.Where(pair => pair.Key.Platform == platform).Sum(pair => pair.Value);
}
