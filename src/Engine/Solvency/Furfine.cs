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
        public double FailsAt(int institution) => _failsAt[institution];

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
            (_direct, _loss, _lossGiven) = (NewState(), NewState(), NewState());
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

        private protected override TLanes Step()
        {
            Gather();
            var moved = SweepActive(Losing).Moved;
            // Only now: a round reads what the round before left.
            SweepChanged(Failing);
            return moved;
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private protected override void Partition(int phase, Part part, ref Tally<TLanes> tally)
        {
            if (phase == Losing)
            {
                Lose(part, ref tally);
                return;
            }

            for (var item = part.From; item < part.To; item++)
            {
                _lossGiven[part[item]] = IsDefaulted(part[item]) & TLanes.Of(_dynamics.LossGivenDefault);
                part.Note(part[item], ref tally.Changed);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private void Lose(Part part, ref Tally<TLanes> tally)
        {
            var claims = _dynamics.Network.Claims;
            var start = claims.Start;
            var column = claims.Column;
            var amount = claims.Amount;
            ReadOnlySpan<TLanes> lossGiven = _lossGiven.Span;
            var losses = _loss.Span;
            var (isSweepFull, counted) = (IsSweepFull, default(ExactSum<TLanes>));
            for (var item = part.From; item < part.To; item++)
            {
                var creditor = part[item];
                var (from, to) = (start[creditor], start[creditor + 1]);
                tally.Work += to - from;
                var lost = Pull.Row(from, to, column, amount, lossGiven);
                var shocked = ShockedWorth(creditor);
                var worth = shocked - lost;
                CountLoss(ref counted, creditor, shocked - losses[creditor], worth, isSweepFull);
                losses[creditor] = lost;
                var isFailing = IsFailing(creditor, worth) & Active;
                if (!TLanes.IsNone(isFailing) && NoteDefaults(creditor, isFailing, ref tally) is var isNew && !TLanes.IsNone(isNew))
                {
                    tally.Moved |= isNew;
                    part.Note(creditor, ref tally.Changed);
                }
            }

            tally.Loss = counted;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private TLanes IsFailing(int institution, TLanes worth) => TLanes.IsAtMost(worth, TLanes.Of(_dynamics.FailsAt(institution)));
    }
}
