using System.Runtime.CompilerServices;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Runtime.Intrinsics;
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

        public override Cascade NewCascade() => new ThresholdCascade(this);

        private static IEnumerable<double> Limits(Network network, Furfine parameters)
        {
            for (var institution = 0; institution < network.Count; institution++)
            {
                var tau = TauOf(network.Sheets[institution]);
                yield return network.Sheets[institution].TotalLiabilities > 0 ? (parameters.ZeroEquityIsDefault ? tau : -tau) : double.NegativeInfinity;
            }
        }
    }

    private sealed class ThresholdCascade(Threshold dynamics) : Cascade(dynamics.Network.Count)
    {
        private readonly Lanes[] _direct = new Lanes[dynamics.Network.Count];
        private readonly Lanes[] _worth = new Lanes[dynamics.Network.Count];
        private Lanes[] _lossGiven = new Lanes[dynamics.Network.Count];
        private Lanes[] _nextLossGiven = new Lanes[dynamics.Network.Count];


        public override Lanes Step(int round, Lanes active)
        {
            (Round, Active) = (round, active);
            var moved = Sweep(0, _worth.Length).Moved & active;
            (_lossGiven, _nextLossGiven) = (_nextLossGiven, _lossGiven);
            return moved;
        }

        public override Lanes NetWorth(int institution) => _worth[institution];

        public override Lanes ShockedWorth(int institution) => Vector512.Create(dynamics.InitialEquity[institution]) - _direct[institution];

        public override Lanes WriteDown(int debt) => _lossGiven[debt];

        private protected override Lanes Start(Stress stress, Lanes used, ref Tally tally)
        {
            (Round, Active) = (0, used);
            for (var institution = 0; institution < _worth.Length; institution++)
            {
                _direct[institution] = stress.Loss[institution];
                _worth[institution] = ShockedWorth(institution);
                // Those declared in default are under way even when nobody fails on the direct shock.
                tally.Moved |= NoteDefaults(institution, stress.IsDefaulted[institution] & used, 0, ref tally);
                Fail(institution, ref tally);
            }

            (_lossGiven, _nextLossGiven) = (_nextLossGiven, _lossGiven);
            return tally.Moved & used;
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private protected override void Partition(int phase, int from, int to, ref Tally tally)
        {
            var claims = dynamics.Network.Claims;
            for (var creditor = from; creditor < to; creditor++)
            {
                var loss = Pull.Row(claims.Start[creditor], claims.Start[creditor + 1], claims.Column, claims.Amount, _lossGiven);
                _worth[creditor] = ShockedWorth(creditor) - loss;
                Fail(creditor, ref tally);
            }
        }

        /// <summary>Notes in which lanes an institution defaults now, and what its default takes from creditors.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private void Fail(int institution, ref Tally tally)
        {
            var isFailing = Vector512.LessThanOrEqual(_worth[institution], Vector512.Create(dynamics.FailsAt(institution)))
                & Active & Vector512.LessThan(DefaultRounds[institution], Lanes.Zero);
            if (!Lane.IsNone(isFailing))
            {
                tally.Moved |= NoteDefaults(institution, isFailing, Round, ref tally);
            }

            _nextLossGiven[institution] = Lane.Keep(IsDefaulted(institution), Vector512.Create(dynamics.LossGivenDefault));
        }
    }
}
