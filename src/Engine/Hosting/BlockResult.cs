using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Contagion.Engine;

/// <summary>What came of a block: its replications, and sums over them for each institution.</summary>
internal sealed record BlockResult(ReplicationResult[] Replications, InstitutionTotals Totals, int[]? DefaultRound, List<SpilloverEntry> Spillover)
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static BlockResult Of(
        Dynamics dynamics, Cascade cascade, ReplicationPlan plan, int first, int[][] shocked, int[] rounds, List<RoundState>[] path, Lanes unsolved)
    {
        var count = shocked.Length;
        var totals = new InstitutionTotals(dynamics.Network.Count, plan.Seeds is null ? dynamics.DebtCount : 0);
        var spillover = new List<SpilloverEntry>();
        var sums = new LaneSums();
        Span<double> finals = stackalloc double[Lane.Count], worths = stackalloc double[Lane.Count], losses = stackalloc double[Lane.Count];
        Span<double> beyond = stackalloc double[Lane.Count], payments = stackalloc double[Lane.Count], defaulted = stackalloc double[Lane.Count];
        Span<double> caused = stackalloc double[Lane.Count];
        caused.Fill(plan.Seeds is null ? double.NaN : 0);
        for (var institution = 0; institution < dynamics.Network.Count; institution++)
        {
            var initial = Vector512.Create(Math.Max(0, dynamics.InitialEquity[institution]));
            var (worth, defaultRound) = (cascade.NetWorth(institution), cascade.DefaultRound[institution]);
            var final = Lane.Max(Lanes.Zero, worth);
            var loss = initial - final;
            var direct = initial - Lane.Max(Lanes.Zero, cascade.ShockedWorth(institution));
            sums.Add(direct, loss, cascade.ExternalLoss(institution), defaultRound, Ranked(dynamics, cascade, institution));
            (dynamics.HasPayments ? cascade.Payment(institution) : Lanes.Zero).CopyTo(payments);
            Lane.Keep(Vector512.GreaterThanOrEqual(defaultRound, Lanes.Zero), Lanes.One).CopyTo(defaulted);
            final.CopyTo(finals);
            worth.CopyTo(worths);
            loss.CopyTo(losses);
            (loss - direct).CopyTo(beyond);
            totals.Defaults[institution] = Sum(defaulted[..count]);
            totals.FinalEquity[institution] = Sum(finals[..count]);
            totals.NetWorth[institution] = Sum(worths[..count]);
            totals.Loss[institution] = Sum(losses[..count]);
            totals.ContagionLoss[institution] = Sum(beyond[..count]);
            totals.Payment[institution] = Sum(payments[..count]);
            for (var lane = 0; lane < count && plan.Seeds is not null; lane++)
            {
                caused[lane] += plan.Seeds[first + lane] != institution ? beyond[lane] : 0;
                if (plan.Seeds[first + lane] != institution && beyond[lane] > 0)
                {
                    spillover.Add(new SpilloverEntry(plan.Seeds[first + lane], institution, beyond[lane]));
                }
            }
        }

        AddWriteDowns(cascade, totals.WriteDown, count);
        var replications = new ReplicationResult[count];
        for (var lane = 0; lane < count; lane++)
        {
            replications[lane] = sums.Result(lane, first + lane, shocked[lane], rounds[lane], !Lane.Has(unsolved, lane), path[lane], caused[lane], dynamics.DebtRankWeights is not null);
        }

        var defaultRounds = plan.Count > 1 ? null : cascade.DefaultRound.ToArray().Select(round => (int)round[0]).ToArray();
        return new BlockResult(replications, totals, defaultRounds, spillover);
    }

    /// <summary>The sum in the order of lanes: a sum across a vector has another order on other machines.</summary>
    private static double Sum(ReadOnlySpan<double> lanes)
    {
        var sum = 0.0;
        foreach (var lane in lanes)
        {
            sum += lane;
        }

        return sum;
    }

    private static Lanes Ranked(Dynamics dynamics, Cascade cascade, int institution) => dynamics.DebtRankWeights is { } weights
        ? Vector512.Create(weights[institution]) * (cascade.Distress(institution) - cascade.InitialDistress(institution))
        : Lanes.Zero;

    private static void AddWriteDowns(Cascade cascade, double[] sums, int count)
    {
        for (var debt = 0; debt < sums.Length; debt++)
        {
            var writeDown = cascade.WriteDown(debt);
            for (var lane = 0; lane < count; lane++)
            {
                sums[debt] += writeDown[lane];
            }
        }
    }

    /// <summary>Sums over institutions, lane by lane, in input order.</summary>
    private sealed class LaneSums
    {
        private Lanes _direct;
        private Lanes _loss;
        private Lanes _external;
        private Lanes _debtRank;
        private Lanes _defaults;
        private Lanes _fundamental;
        private Lanes _depth;

        public void Add(Lanes direct, Lanes loss, Lanes external, Lanes defaultRound, Lanes ranked)
        {
            _direct += direct;
            _loss += loss;
            _external += external;
            _debtRank += ranked;
            _defaults += Lane.Keep(Vector512.GreaterThanOrEqual(defaultRound, Lanes.Zero), Lanes.One);
            _fundamental += Lane.Keep(Vector512.Equals(defaultRound, Lanes.Zero), Lanes.One);
            _depth = Lane.Max(_depth, defaultRound);
        }

        public ReplicationResult Result(int lane, int replication, int[] shocked, int rounds, bool converged, List<RoundState> path, double caused, bool hasDebtRank) => new()
        {
            Replication = replication,
            Shocked = shocked,
            Defaults = (int)_defaults[lane],
            FundamentalDefaults = (int)_fundamental[lane],
            Rounds = rounds,
            Converged = converged,
            CascadeDepth = (int)_depth[lane],
            FirstRoundLoss = _direct[lane],
            TotalLoss = _loss[lane],
            ExternalCreditorLoss = _external[lane],
            CausedLoss = caused,
            DebtRank = hasDebtRank ? _debtRank[lane] : double.NaN,
            Path = path,
        };
    }
}
