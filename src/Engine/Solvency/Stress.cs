using System.Runtime.InteropServices;
using Contagion.Networks;

namespace Contagion.Engine;

/// <summary>What the shocks do to each institution in a block: amounts lost directly and who is in default from the start.</summary>
public sealed class Stress<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private readonly LaneArray<TLanes> _loss;
    private readonly LaneArray<TLanes> _isDefaulted;
    private readonly List<int> _touched = [];
    private readonly List<StressEvent> _events = [];
    private readonly Dictionary<(int Institution, int Lane), LossParts>? _parts;

    /// <summary>No stress on any institution of the network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="takesAnyOrder">Whether asset losses may be added after equity losses.</param>
    public Stress(Network network, bool takesAnyOrder = false)
    {
        Network = network;
        (_loss, _isDefaulted) = (new LaneArray<TLanes>(network.Count), new LaneArray<TLanes>(network.Count));
        _parts = takesAnyOrder ? [] : null;
    }

    /// <summary>The network.</summary>
    public Network Network { get; }

    /// <summary>The institutions hit, some of them more than once.</summary>
    internal ReadOnlySpan<int> Touched => CollectionsMarshal.AsSpan(_touched);

    /// <summary>Everything that falls due, in the order of the scenario, for mechanisms that do more with it than lose amounts.</summary>
    internal List<StressEvent> Events => _events;

    /// <summary>Amount that an institution loses directly; one lane a replication.</summary>
    public TLanes Loss(int institution) => _loss[institution];

    /// <summary>Mask of the replications in which an institution is declared in default.</summary>
    public TLanes IsDefaulted(int institution) => _isDefaulted[institution];

    /// <summary>Takes all stress away.</summary>
    public void Clear()
    {
        foreach (var institution in _touched)
        {
            _loss[institution] = TLanes.Zero;
            _isDefaulted[institution] = TLanes.Zero;
        }

        _touched.Clear();
        _events.Clear();
        _parts?.Clear();
    }

    /// <summary>Notes what falls due.</summary>
    internal void Add(StressEvent one) => _events.Add(one);

    /// <summary>External assets are lost, at most all of them. To be added before equity losses, unless any order is taken: then sums are the
    /// same, bit for bit, as if they had been.</summary>
    public void LoseAssets(int institution, int lane, double amount)
    {
        var assets = Math.Min(Network.Sheets[institution].ExternalAssets, (_parts is null ? _loss[institution][lane] : PartsOf(institution, lane).Assets) + amount);
        Set(institution, lane, _parts is null ? assets : PartsOf(institution, lane).LoseAssets(assets));
    }

    /// <summary>Equity is lost, whatever it was invested in.</summary>
    public void LoseEquity(int institution, int lane, double amount) =>
        Set(institution, lane, _parts is null ? _loss[institution][lane] + amount : PartsOf(institution, lane).LoseEquity(amount));

    /// <summary>The institution is in default.</summary>
    public void Default(int institution, int lane)
    {
        _touched.Add(institution);
        _isDefaulted[institution] = _isDefaulted[institution].WithLane(lane);
    }

    private LossParts PartsOf(int institution, int lane)
    {
        ref var parts = ref CollectionsMarshal.GetValueRefOrAddDefault(_parts!, (institution, lane), out _);
        return parts ??= new LossParts();
    }

    private void Set(int institution, int lane, double loss)
    {
        _touched.Add(institution);
        _loss[institution] = _loss[institution].With(lane, loss);
    }
}

/// <summary>What an institution lost of assets and, one by one, of equity.</summary>
internal sealed class LossParts
{
    private readonly List<double> _equity = [];

    /// <summary>What is lost of external assets.</summary>
    public double Assets { get; private set; }

    /// <summary>Notes what is now lost of assets; returns the whole loss.</summary>
    public double LoseAssets(double assets)
    {
        Assets = assets;
        return Sum();
    }

    /// <summary>Notes a further loss of equity; returns the whole loss.</summary>
    public double LoseEquity(double amount)
    {
        _equity.Add(amount);
        return Sum();
    }

    private double Sum()
    {
        var sum = Assets;
        foreach (var amount in _equity)
        {
            sum += amount;
        }

        return sum;
    }
}

/// <summary>A shock that falls due on one institution in one replication.</summary>
/// <param name="Shock">The shock.</param>
/// <param name="Institution">Whom it hits.</param>
/// <param name="Lane">The replication's lane.</param>
/// <param name="Size">Its fraction or amount; for a credit shock the share of a cohort that is struck.</param>
internal readonly record struct StressEvent(Contagion.Model.Shock Shock, int Institution, int Lane, double Size);
