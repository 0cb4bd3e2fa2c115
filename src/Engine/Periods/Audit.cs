using System.Globalization;

namespace Contagion.Engine;

/// <summary>Checks the books after every phase: nothing below nothing, what is owned within the network is what is owed, and what is owned less what is owed is equity.</summary>
/// <remarks><c>models.md</c> 0.5, identities 1, 2 and 4. Who owns and who owes is added up exactly, so that what differs is rounding of single claims and no more.</remarks>
internal sealed class Audit<TLanes>(JointCascade<TLanes> cascade)
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>Share of what an institution owns and owes that rounding and the last round of a fixed point may leave.</summary>
    private const double Tolerance = 1e-8;

    private readonly Economy<TLanes> _economy = cascade.Economy;
    private readonly JointDynamics _dynamics = cascade.Economy.Dynamics;
    private readonly (string Name, LaneArray<TLanes> Book)[] _amounts =
    [
        ("cash", cascade.Economy.Cash), ("reserve fund", cascade.Economy.Reserve), ("external assets", cascade.Economy.External), ("trust", cascade.Economy.Trust),
        ("client money", cascade.Economy.Clients), ("deposits", cascade.Economy.Deposits), ("other debts", cascade.Economy.Bonds), ("loans of last resort", cascade.Economy.Bridge),
    ];

    private readonly (string Name, LaneArray<TLanes> Book)[] _shares =
    [
        ("debts standing", cascade.Economy.Standing), ("claims on demand left", cascade.Economy.Left), ("claims on demand lent", cascade.Economy.Lent),
        ("loans held", cascade.Economy.Held), ("claims on demand owned", cascade.Economy.Owned), ("securities kept", cascade.Economy.Kept), ("debts paid", cascade.Economy.Share),
    ];

    /// <summary>Whether runs are audited that do not ask for it: a switch of the process, for tests.</summary>
    public static bool IsAlways { get; } = AppContext.TryGetSwitch("Contagion.Audit", out var isOn) && isOn;

    /// <summary>Checks the books.</summary>
    /// <param name="phase">The phase that has ended.</param>
    /// <param name="period">The period.</param>
    /// <param name="isWorthKnown">Whether equity has been worked out since the books changed.</param>
    /// <exception cref="InvalidOperationException">The books do not balance.</exception>
    public void Check(string phase, int period, bool isWorthKnown)
    {
        var (owned, owed, scale) = (default(ExactSum<TLanes>), default(ExactSum<TLanes>), _dynamics.ExternalScale);
        for (var institution = 0; institution < _dynamics.Network.Count; institution++)
        {
            var sheet = _dynamics.Network.Sheets[institution];
            var slack = TLanes.Of(Tolerance * (1 + sheet.TotalAssets + sheet.TotalLiabilities));
            foreach (var (name, book) in _amounts)
            {
                Expect(TLanes.IsAtMost(TLanes.Zero - slack, book[institution]), phase, period, institution, $"{name} below nothing", book[institution]);
            }

            var claims = cascade.ClaimsOf(institution);
            owned.Add(claims.All, scale);
            owed.Add(_economy.Standing[institution] * cascade.NetworkDebts(institution), scale);
            if (isWorthKnown && !_dynamics.IsUnseen[institution])
            {
                var equity = _economy.Cash[institution] + _economy.Reserve[institution] + _economy.External[institution] + _economy.Marketable(institution) + claims.Own - cascade.Debts(institution);
                var difference = TLanes.Abs(equity - _economy.Worth[institution]);
                Expect(_economy.Closed[institution] | TLanes.IsAtMost(difference, slack), phase, period, institution, "assets less debts is not equity, by", equity - _economy.Worth[institution]);
            }
        }

        foreach (var (name, book) in _shares)
        {
            for (var entry = 0; entry < book.Length; entry++)
            {
                var isShare = TLanes.IsAtMost(TLanes.Of(-Tolerance), book[entry]) & TLanes.IsAtMost(book[entry], TLanes.Of(1 + Tolerance));
                Expect(isShare, phase, period, entry, $"the share of {name} is", book[entry]);
            }
        }

        var total = owed.Total;
        Expect(TLanes.IsAtMost(TLanes.Abs(owned.Total - total), TLanes.Of(Tolerance) * (TLanes.One + total)), phase, period, -1, "what the network owns less what it owes is", owned.Total - total);
    }

    private void Expect(TLanes isRight, string phase, int period, int institution, string what, TLanes amount)
    {
        var isWrong = cascade.Used & ~isRight;
        for (var lane = 0; !TLanes.IsNone(isWrong) && lane < TLanes.Count; lane++)
        {
            if (isWrong.Has(lane))
            {
                var who = institution < 0 ? "the network" : $"institution {institution}";
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The books do not balance after {phase} in period {period}: {who}, {what} {amount[lane]}."));
            }
        }
    }
}
