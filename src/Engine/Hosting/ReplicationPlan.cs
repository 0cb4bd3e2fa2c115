using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Engine;

/// <summary>Says for every replication who is hit by what.</summary>
public sealed class ReplicationPlan
{
    private readonly Network _network;
    private readonly ulong _seed;
    private readonly int _first;
    private readonly int _firstShock;
    private readonly Func<int, Network>? _ownNetwork;
    private readonly int[]? _always;
    private readonly bool _isByEvent;
    private readonly (Shock Shock, int Index, int[] Candidates)[] _shocks;

    /// <summary>Of each shock that has a score, the probability of default of each institution.</summary>
    private readonly double[]?[] _scored;

    /// <summary>Of each credit shock whose targets never change, whom it strikes.</summary>
    private readonly CreditStrikes?[] _strikes;

    /// <summary>Resolves the targets of a scenario that has no faults on this network.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="network">Its network.</param>
    /// <param name="firstShock">The index that random draws of its first shock go by: shocks that come on top of others draw numbers of their own.</param>
    public ReplicationPlan(Scenario scenario, Network network, int firstShock = 0)
    {
        (_network, _seed, SystemicShare, _firstShock) = (network, scenario.Run.Seed, scenario.Run.SystemicShare, firstShock);
        // External assets are capped at what there is, so they are lost first; who is in default changes no amount.
        // Where shocks are events, they happen in the order of the file.
        _shocks =
        [
            .. scenario.Shocks.Select((shock, index) => (shock, firstShock + index, IsOnNobody(shock) ? [0] : Candidates(shock.Target, network)))
                .OrderBy(shock => scenario.Channels.Solvency is Joint ? 0 : Order(shock.shock.Kind)),
        ];
        // Whom limits keep from some platforms borrows on fewer.
        var platforms = scenario.Channels.Solvency is Joint ? Lending.Of(network, scenario.Policies)?.Platforms() : null;
        _scored = [.. scenario.Shocks.Select(shock => shock.Score is { } score ? LogisticScore.Probabilities(score, network, platforms) : null)];
        Seeds = _shocks.Where(shock => shock.Shock.Target is Target.Each).Select(shock => shock.Candidates).FirstOrDefault();
        var isRandom = scenario.Shocks.Any(shock => shock.Target is Target.Random || shock.Kind == ShockKind.Credit);
        _always = isRandom || Seeds is not null ? null : [.. _shocks.Where(shock => !IsOnNobody(shock.Shock)).SelectMany(shock => shock.Candidates).Distinct().Order()];
        _isByEvent = scenario.Channels.Solvency is Joint;
        Periods = scenario.Run.Periods;
        _ownNetwork = scenario.Network.Generate is NetworkModel { Redraw: true } model ? replication => model.Draw(_seed, (uint)replication, _isByEvent)
            : network.Reconstructed is { HasOwnNetworks: true } reconstructed ? replication => reconstructed.Draw(_seed, (uint)replication)
            : null;
        _strikes =
        [
            .. _shocks.Select(one => one.Shock.Kind == ShockKind.Credit && _ownNetwork is null && one.Shock.Target is not (Target.Each or Target.Random)
                ? Strikes(one.Shock, one.Index, one.Candidates, network)
                : null),
        ];
        KeepsLosses = scenario.Metrics is { NeedLosses: true } && !HasOwnNetworks;
        (_first, Count) = scenario.Run.Replication is { } only ? (only, 1) : (0, CountOf(scenario, Seeds));
    }

    /// <summary>Share of institutions in default above which a replication is systemic.</summary>
    public double SystemicShare { get; }

    /// <summary>Number of replications to compute.</summary>
    public int Count { get; }

    /// <summary>Whether each replication has a network of its own.</summary>
    public bool HasOwnNetworks => _ownNetwork is not null;

    /// <summary>Whether what each institution loses in each replication is wanted: metrics go by it.</summary>
    public bool KeepsLosses { get; }

    /// <summary>Whether replications are computed one by one: with networks of their own they share no rows, and one alone has no company.</summary>
    public bool IsOneByOne => HasOwnNetworks || Count == 1;

    /// <summary>Number of periods of each replication.</summary>
    public int Periods { get; }

    /// <summary>Number of blocks that they are computed in.</summary>
    public int Blocks => IsOneByOne ? Count : (Count + EightLanes.Count - 1) / EightLanes.Count;

    /// <summary>The institution that each replication hits in turn; null where no target says each.</summary>
    public IReadOnlyList<int>? Seeds { get; }

    /// <summary>How many replications a scenario has, whether all are computed or one alone.</summary>
    /// <param name="scenario">The scenario.</param>
    /// <param name="seeds">Those whose turn it is, if a target says each.</param>
    public static int CountOf(Scenario scenario, IReadOnlyList<int>? seeds) => seeds?.Count ?? scenario.Run.Replications ?? 1;

    /// <summary>The replication that is computed at a place.</summary>
    public int ReplicationAt(int place) => _first + place;

    /// <summary>The network of a replication.</summary>
    public Network NetworkOf(int replication) => _ownNetwork?.Invoke(replication) ?? _network;

    /// <summary>Puts what falls due on one replication in a period into a lane.</summary>
    /// <returns>The institutions hit, ascending; under each, the one whose turn it is.</returns>
    public int[] Apply<TLanes>(int replication, int lane, int period, Stress<TLanes> stress)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var hit = _always is null && Seeds is null ? new SortedSet<int>() : null;
        for (var place = 0; place < _shocks.Length; place++)
        {
            var (shock, index, candidates) = _shocks[place];
            if (period < shock.At || period > (shock.Until ?? shock.At))
            {
                continue;
            }

            int[] targets = shock.Target switch
            {
                Target.Each => [candidates[replication]],
                Target.Random random => Targets.Draw(candidates, random.Count, _seed, replication, period, index),
                _ => candidates,
            };
            if (shock.Kind == ShockKind.Credit)
            {
                foreach (var (institution, share) in (_strikes[place] ?? Strikes(shock, index, targets, stress.Network)).Find(_seed, replication, period))
                {
                    Strike(shock, institution, lane, share, stress);
                    hit?.Add(institution);
                }

                continue;
            }

            var chance = new Chance(_seed, replication, shock, index, period);
            foreach (var institution in targets)
            {
                if (Apply(shock, chance, institution, lane, stress) && !IsOnNobody(shock))
                {
                    hit?.Add(institution);
                }
            }
        }

        return Seeds is null ? _always ?? [.. hit!] : [Seeds[replication]];
    }

    private static int[] Candidates(Target target, Network network) => target switch
    {
        // In input order, whatever order a list or a ranking has.
        Target.Each each => [.. Targets.Resolve(each.Of, network).Order()],
        Target.Random random => Targets.Resolve(random.Among, network),
        _ => Targets.Resolve(target, network),
    };

    /// <summary>Whether a shock falls due once, on prices or rules instead of institutions.</summary>
    private static bool IsOnNobody(Shock shock) => shock.Kind is ShockKind.PriceDrop or ShockKind.RateShock or ShockKind.Regulation;

    private static int Order(ShockKind kind) => kind switch
    {
        ShockKind.AssetLoss => 0,
        ShockKind.EquityLoss => 1,
        _ => 2,
    };

    private CreditStrikes Strikes(Shock shock, int index, int[] targets, Network network) => new(
        shock,
        index,
        targets,
        institution => _scored[index - _firstShock]?[institution] ?? shock.Probability ?? Column.Of(network.DefaultProbability, institution),
        institution => _isByEvent ? (int)Column.Of(network.Members, institution, 1) : 1);

    private void Strike<TLanes>(Shock shock, int institution, int lane, double share, Stress<TLanes> stress)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        if (_isByEvent)
        {
            stress.Add(new StressEvent(shock, institution, lane, share));
        }
        else
        {
            stress.Default(institution, lane);
        }
    }

    /// <summary>Applies a shock to a target; false when it comes to nothing.</summary>
    private bool Apply<TLanes>(Shock shock, Chance chance, int institution, int lane, Stress<TLanes> stress)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        if (_isByEvent)
        {
            var size = shock.Fraction is null && shock.Amount is null ? 1 : chance.Size(institution);
            if (size == 0)
            {
                return false;
            }

            stress.Add(new StressEvent(shock, institution, lane, size));
            return true;
        }

        var sheet = stress.Network.Sheets[institution];
        switch (shock.Kind)
        {
            case ShockKind.AssetLoss:
                stress.LoseAssets(institution, lane, Lost(sheet.ExternalAssets));
                break;
            case ShockKind.EquityLoss:
                stress.LoseEquity(institution, lane, Lost(Math.Max(0, sheet.Equity)));
                break;
            default:
                stress.Default(institution, lane);
                break;
        }

        return true;

        double Lost(double whole) => shock.Amount is not null ? chance.Size(institution) : chance.Size(institution) * whole;
    }
}
