using System.Globalization;

namespace Contagion.Engine;

/// <summary>Checks the books after every phase: nothing below nothing, what is owned within the network is what is owed, what is owned less what is owed is equity, and
/// what everybody loses is what was taken.</summary>
/// <remarks><c>models.md</c> 0.5. Who owns and who owes is added up exactly, so that what differs is rounding of single claims and no more.
/// Where clearing is given up, what institutions are worth and what they pay need not agree yet.</remarks>
internal sealed class Audit<TLanes>(JointCascade<TLanes> cascade)
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>Share of what an institution owns and owes that rounding may leave; the last round of clearing may leave what it is allowed to besides.</summary>
    private const double Tolerance = 1e-8;

    private readonly Economy<TLanes> _economy = cascade.Economy;
    private readonly JointDynamics _dynamics = cascade.Economy.Dynamics;
    private readonly LossAudit<TLanes> _losses = new(cascade);
    private readonly LaneArray<TLanes> _equity = new(cascade.Economy.Dynamics.Network.Count);
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

    /// <summary>Notes the books that a replication begins with.</summary>
    public void Begin()
    {
        for (var institution = 0; institution < _dynamics.Network.Count; institution++)
        {
            _equity[institution] = EquityOf(institution, cascade.ClaimsOf(institution).Own);
        }

        _losses.Begin(_equity);
    }

    /// <summary>Checks the books.</summary>
    /// <param name="phase">The phase that has ended, or come so far that books must balance.</param>
    /// <param name="period">The period.</param>
    /// <param name="isWorthKnown">Whether equity has been worked out since the books changed.</param>
    /// <exception cref="InvalidOperationException">The books do not balance.</exception>
    public void Check(Phase<TLanes> phase, int period, bool isWorthKnown)
    {
        var name = phase.GetType().Name.Split("Phase")[0];
        CheckAmounts(name, period, isWorthKnown);
        CheckShares(name, period);
        var unexplained = _losses.Unexplained(phase, _equity);
        Expect(TLanes.IsAtMost(TLanes.Abs(unexplained), _losses.Slack), name, period, -1, "what everybody lost less what was taken by shocks, prices, discounts and defaults is", unexplained);
    }

    private void CheckAmounts(string phase, int period, bool isWorthKnown)
    {
        var (owned, owed, scale) = (default(ExactSum<TLanes>), default(ExactSum<TLanes>), _dynamics.ExternalScale);
        for (var institution = 0; institution < _dynamics.Network.Count; institution++)
        {
            var sheet = _dynamics.Network.Sheets[institution];
            var slack = TLanes.Of((Tolerance + _dynamics.Scenario.Run.Tolerance) * (1 + sheet.TotalAssets + sheet.TotalLiabilities));
            foreach (var (name, book) in _amounts)
            {
                Expect(TLanes.IsAtMost(TLanes.Zero - slack, book[institution]), phase, period, institution, $"{name} below nothing", book[institution]);
            }

            var claims = cascade.ClaimsOf(institution);
            owned.Add(claims.All, scale);
            owed.Add(_economy.Standing[institution] * cascade.NetworkDebts(institution), scale);
            _equity[institution] = EquityOf(institution, claims.Own);
            if (isWorthKnown && !_dynamics.IsUnseen[institution])
            {
                var difference = _equity[institution] - _economy.Worth[institution];
                Expect(_economy.Closed[institution] | cascade.Moving | TLanes.IsAtMost(TLanes.Abs(difference), slack), phase, period, institution, "assets less debts is not equity, by", difference);
            }
        }

        var total = owed.Total;
        Expect(TLanes.IsAtMost(TLanes.Abs(owned.Total - total), TLanes.Of(Tolerance) * (TLanes.One + total)), phase, period, -1, "what the network owns less what it owes is", owned.Total - total);
    }

    private void CheckShares(string phase, int period)
    {
        foreach (var (name, book) in _shares)
        {
            for (var entry = 0; entry < book.Length; entry++)
            {
                var isShare = TLanes.IsAtMost(TLanes.Of(-Tolerance), book[entry]) & TLanes.IsAtMost(book[entry], TLanes.Of(1 + Tolerance));
                Expect(isShare, phase, period, entry, $"the share of {name} is", book[entry]);
            }
        }
    }

    /// <summary>What an institution owns less what it owes, by its books.</summary>
    private TLanes EquityOf(int institution, TLanes claims) =>
        _economy.Cash[institution] + _economy.Reserve[institution] + _economy.External[institution] + _economy.Marketable(institution) + claims - cascade.Debts(institution);

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
