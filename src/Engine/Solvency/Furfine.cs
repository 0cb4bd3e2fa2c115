using System.Numerics;
using System.Runtime.CompilerServices;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Engine;

/// <summary>Sequential threshold cascade: a defaulter's creditors lose a fixed share of their claims; those whose equity it exhausts default next.</summary>
/// <remarks>
/// loss_i(k) = Σ_{j ∈ D_k} LGD L_ji; D_{k+1} = D_k ∪ { i : w_i − loss_i(k) &lt; 0 }. Ends in at most n rounds of O(exposures).
/// An initial defaulter's own equity is not reduced by its own default.
/// Furfine (2003), Journal of Money, Credit and Banking 35(1):111–128; Gai and Kapadia (2010), Proceedings of the Royal Society A 466:2401–2423.
/// </remarks>
public sealed record Furfine : Mechanism
{
    /// <inheritdoc/>
    public override string Name => "furfine";

    /// <summary>LGD.</summary>
    [Description("Share of a claim that is lost when the debtor defaults.")]
    [Range(0, 1)]
    public double LossGivenDefault { get; init; } = 1;

    /// <inheritdoc/>
    public override Dynamics Prepare(Network network, RunSettings run) => new Threshold(network, this);

    private sealed class Threshold(Network network, Furfine parameters) : Dynamics(network)
    {
        private readonly double[] _failsAt = [.. Limits(network, parameters)];

        public double LossGivenDefault => parameters.LossGivenDefault;

        /// <summary>Net worth at or below which an institution fails; −∞ for one that owes nothing and so cannot fail to pay.</summary>
        public double[] FailsAt => _failsAt;

        public override Cascade<TLanes> NewCascade<TLanes>() => new ThresholdCascade<TLanes>(this);

        private protected override bool IsUnwell(int institution) => InitialEquity[institution] <= _failsAt[institution];

        private static IEnumerable<double> Limits(Network network, Furfine parameters)
        {
            for (var institution = 0; institution < network.Count; institution++)
            {
                var tau = TauOf(network.Sheets[institution]);
                yield return network.Sheets[institution].TotalLiabilities > 0 ? (parameters.ZeroEquityIsDefault ? tau : -tau) : double.NegativeInfinity;
            }
        }
    }

    private sealed class ThresholdCascade<TLanes> : Cascade<TLanes>
        where TLanes : unmanaged, ILanes<TLanes>
    {
        private const int Losing = 0;
        private const int Failing = 1;

        private readonly Threshold _dynamics;
        private readonly LaneArray<TLanes> _direct;
        private readonly LaneArray<TLanes> _loss;
        private readonly LaneArray<TLanes> _lossGiven;

        public ThresholdCascade(Threshold dynamics)
            : base(dynamics)
        {
            _dynamics = dynamics;
            (_direct, _loss, _lossGiven) = (NewState(), NewState(isKept: true), NewState());
        }

        public override TLanes NetWorth(int institution) => ShockedWorth(institution) - _loss[institution];

        public override TLanes ShockedWorth(int institution) => TLanes.Of(_dynamics.InitialEquity[institution]) - _direct[institution];

        public override TLanes WriteDown(int debt) => _lossGiven[debt];

        private protected override void Begin(Stress<TLanes> stress, ref Tally<TLanes> tally)
        {
            for (var item = 0; item < Set.TouchedCount; item++)
            {
                var institution = Set.TouchedAt(item);
                _direct[institution] = stress.Loss(institution);
                // Those declared in default are under way even when nobody fails on the direct shock.
                var isFailing = NoteDefaults(institution, (stress.IsDefaulted(institution) | IsFailing(institution, NetWorth(institution))) & Active, ref tally);
                if (!TLanes.IsNone(isFailing))
                {
                    tally.Moved |= isFailing;
                    Set.Change(institution);
                }
            }

            SweepChanged(Failing);
        }

        private protected override void Strike(Stress<TLanes> stress, ReadOnlySpan<int> hit, ref Tally<TLanes> tally)
        {
            foreach (var institution in hit)
            {
                _direct[institution] = stress.Loss(institution);
                tally.Moved |= NoteDefaults(institution, (stress.IsDefaulted(institution) | IsFailing(institution, NetWorth(institution))) & Active, ref tally);
                _lossGiven[institution] = IsDefaulted(institution) & TLanes.Of(_dynamics.LossGivenDefault);
            }
        }

        private protected override TLanes Step()
        {
            Gather();
            var moved = SweepActive(Losing).Moved;
            // Only now: a round reads what the round before left.
            SweepChanged(Failing);
            return moved;
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private protected override void Partition(int phase, Part<TLanes> part, ref Tally<TLanes> tally)
        {
            if (phase == Losing)
            {
                tally.Work += Pull.Rows(part, _dynamics.Network.Claims, _dynamics.Network.Claims.Column, _dynamics.Network.Claims.Amount, _lossGiven, _direct, _loss);
                for (var failing = Lose(part); failing != 0; failing &= failing - 1)
                {
                    Fail(part[BitOperations.TrailingZeroCount(failing)], part, ref tally);
                }

                return;
            }

            for (var place = 0; place < part.Count; place++)
            {
                _lossGiven[part[place]] = IsDefaulted(part[place]) & TLanes.Of(_dynamics.LossGivenDefault);
                part.Note(part[place], ref tally);
            }
        }

        /// <summary>Takes over what was pulled.</summary>
        /// <returns>The places at which somebody's worth is too low, a bit each.</returns>
        /// <remarks>Calls nothing, so that all stays in registers.</remarks>
        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private ulong Lose(Part<TLanes> part)
        {
            ReadOnlySpan<TLanes> lost = part.Sums;
            ReadOnlySpan<TLanes> direct = _direct.Span;
            ReadOnlySpan<double> equity = _dynamics.InitialEquity;
            ReadOnlySpan<double> failsAt = _dynamics.FailsAt;
            var losses = _loss.Span;
            var (active, failing) = (Active, 0UL);
            for (var place = 0; place < lost.Length; place++)
            {
                var creditor = part[place];
                losses[creditor] = lost[place];
                var worth = TLanes.Of(equity[creditor]) - direct[creditor] - lost[place];
                failing |= TLanes.IsNone(TLanes.IsAtMost(worth, TLanes.Of(failsAt[creditor])) & active) ? 0 : 1UL << place;
            }

            return failing;
        }

        private void Fail(int institution, Part<TLanes> part, ref Tally<TLanes> tally)
        {
            var isNew = NoteDefaults(institution, IsFailing(institution, NetWorth(institution)) & Active, ref tally);
            if (!TLanes.IsNone(isNew))
            {
                tally.Moved |= isNew;
                part.Note(institution, ref tally);
            }
        }

        private TLanes IsFailing(int institution, TLanes worth) => TLanes.IsAtMost(worth, TLanes.Of(_dynamics.FailsAt[institution]));
    }
}
