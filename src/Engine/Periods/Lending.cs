using Contagion.Model;

namespace Contagion.Engine;

/// <summary>What is lent at all under the limits that are in force from the start: refused loans stay the creditor's cash, and the borrower is without them.</summary>
/// <remarks><c>models.md</c> 7.10 and 7.11. In this order: pledges that a register shows as taken, limits per borrower and platform, limits per
/// counterparty, limits on a borrower's debts, whose loans are granted or refused whole in the order of creditors.</remarks>
internal sealed class Lending
{
    private readonly Network _network;
    private readonly double[] _amount;

    private Lending(Network network, PolicySet policies)
    {
        _network = network;
        _amount = network.Claims.Amount.ToArray();
        if (policies.InformationSharing is { From: 0 } sharing)
        {
            RefuseTakenPledges();
            Limit(policies.ExposureLimit);
            CapDebts(sharing.DebtCap ?? double.PositiveInfinity);
        }
        else
        {
            Limit(policies.ExposureLimit);
        }

        var claims = network.Claims;
        Claims = new CompressedRows(claims.Start.ToArray(), claims.Column.ToArray(), _amount);
        (NotLent, NotBorrowed) = (new double[network.Count], new double[network.Count]);
        for (var creditor = 0; creditor < claims.Rows; creditor++)
        {
            for (var claim = claims.Start[creditor]; claim < claims.Start[creditor + 1]; claim++)
            {
                var refused = claims.Amount[claim] - _amount[claim];
                NotLent[creditor] += refused;
                NotBorrowed[claims.Column[claim]] += refused;
            }
        }
    }

    /// <summary>The claims of the network at the amounts that are lent.</summary>
    public CompressedRows Claims { get; }

    /// <summary>What each creditor keeps as cash.</summary>
    public double[] NotLent { get; }

    /// <summary>What each borrower is without.</summary>
    public double[] NotBorrowed { get; }

    /// <summary>The lending of a scenario; null where no policy limits it.</summary>
    public static Lending? Of(Network network, PolicySet policies) =>
        policies.ExposureLimit is null && policies.InformationSharing is not { From: 0 } ? null : new Lending(network, policies);

    /// <summary>On how many platforms each institution still borrows.</summary>
    public int[] Platforms()
    {
        var platforms = new HashSet<int>?[_network.Count];
        for (var creditor = 0; creditor < Claims.Rows; creditor++)
        {
            for (var claim = Claims.Start[creditor]; claim < Claims.Start[creditor + 1]; claim++)
            {
                if (_amount[claim] > 0 && PlatformOf(creditor, claim) is >= 0 and var platform)
                {
                    (platforms[Claims.Column[claim]] ??= []).Add(platform);
                }
            }
        }

        return [.. platforms.Select(one => one?.Count ?? 0)];
    }

    /// <summary>The platform that brought a claim about or holds it; −1 for none.</summary>
    private int PlatformOf(int creditor, int claim)
    {
        var named = _network.Terms is { Platform.IsEmpty: false } terms ? terms.Platform[claim] : ClaimTerms.None;
        return named != ClaimTerms.None ? named : _network.KindOf(creditor) == InstitutionKind.Platform ? creditor : ClaimTerms.None;
    }

    /// <summary>Grants the loan that registered a pledge first, and none of the later ones.</summary>
    private void RefuseTakenPledges()
    {
        if (_network.Terms is not { Pledge.IsEmpty: false } terms)
        {
            return;
        }

        var first = new Dictionary<int, int>();
        for (var claim = 0; claim < _amount.Length; claim++)
        {
            var pledge = terms.Pledge[claim];
            if (pledge != ClaimTerms.None && (!first.TryGetValue(pledge, out var holder) || terms.Registration[claim] < terms.Registration[holder]))
            {
                first[pledge] = claim;
            }
        }

        for (var claim = 0; claim < _amount.Length; claim++)
        {
            _amount[claim] = terms.Pledge[claim] != ClaimTerms.None && first[terms.Pledge[claim]] != claim ? 0 : _amount[claim];
        }
    }

    private void Limit(ExposureLimit? limit)
    {
        if (limit?.PerBorrower is { } perBorrower)
        {
            var volume = new Dictionary<int, double>();
            ForEach((creditor, claim) => PlatformOf(creditor, claim), (platform, claim) => volume[platform] = volume.GetValueOrDefault(platform) + _amount[claim]);
            Scale((creditor, claim) => PlatformOf(creditor, claim) is >= 0 and var platform ? (platform, _network.Claims.Column[claim]) : null, pair => perBorrower * volume[pair.First]);
        }

        if (limit?.PerCounterparty is { } perCounterparty)
        {
            Scale((creditor, claim) => (creditor, _network.Claims.Column[claim]), pair => perCounterparty * Math.Max(0, _network.Sheets[pair.First].Equity));
        }
    }

    private void CapDebts(double cap)
    {
        var owed = new double[_network.Count];
        ForEach((_, claim) => _network.KindOf(_network.Claims.Column[claim]) == InstitutionKind.Borrower ? _network.Claims.Column[claim] : -1, (borrower, claim) =>
        {
            if (owed[borrower] + _amount[claim] > cap)
            {
                _amount[claim] = 0;
            }

            owed[borrower] += _amount[claim];
        });
    }

    private void ForEach(Func<int, int, int> keyOf, Action<int, int> action)
    {
        var claims = _network.Claims;
        for (var creditor = 0; creditor < claims.Rows; creditor++)
        {
            for (var claim = claims.Start[creditor]; claim < claims.Start[creditor + 1]; claim++)
            {
                if (keyOf(creditor, claim) is >= 0 and var key)
                {
                    action(key, claim);
                }
            }
        }
    }

    /// <summary>Scales all claims of a pair down where they are more than its limit together.</summary>
    private void Scale(Func<int, int, (int First, int Second)?> pairOf, Func<(int First, int Second), double> limitOf)
    {
        var claimsOf = new Dictionary<(int First, int Second), List<int>>();
        var claims = _network.Claims;
        for (var creditor = 0; creditor < claims.Rows; creditor++)
        {
            for (var claim = claims.Start[creditor]; claim < claims.Start[creditor + 1]; claim++)
            {
                if (pairOf(creditor, claim) is { } pair)
                {
                    claimsOf.TryAdd(pair, []);
                    claimsOf[pair].Add(claim);
                }
            }
        }

        foreach (var (pair, together) in claimsOf)
        {
            var (sum, limit) = (together.Sum(claim => _amount[claim]), limitOf(pair));
            foreach (var claim in sum > limit ? together : [])
            {
                _amount[claim] *= limit / sum;
            }
        }
    }
}
