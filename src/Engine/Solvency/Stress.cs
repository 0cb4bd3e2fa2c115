using System.Runtime.Intrinsics;
using Contagion.Networks;

namespace Contagion.Engine;

/// <summary>What the shocks do to each institution in a block: amounts lost directly and who is in default from the start.</summary>
public sealed class Stress
{
    private readonly Network _network;
    private readonly Lanes[] _loss;
    private readonly Lanes[] _isDefaulted;
    private readonly List<int> _touched = [];

    /// <summary>No stress on any institution of the network.</summary>
    public Stress(Network network)
    {
        _network = network;
        _loss = new Lanes[network.Count];
        _isDefaulted = new Lanes[network.Count];
    }

    /// <summary>Amount that each institution loses directly; one lane a replication.</summary>
    internal ReadOnlySpan<Lanes> Loss => _loss;

    /// <summary>Mask of the replications in which each institution is declared in default.</summary>
    internal ReadOnlySpan<Lanes> IsDefaulted => _isDefaulted;

    /// <summary>Takes all stress away.</summary>
    public void Clear()
    {
        foreach (var institution in _touched)
        {
            _loss[institution] = Lanes.Zero;
            _isDefaulted[institution] = Lanes.Zero;
        }

        _touched.Clear();
    }

    /// <summary>External assets are lost, at most all of them. Asset losses are to be added before equity losses.</summary>
    public void LoseAssets(int institution, int lane, double amount) =>
        Set(institution, lane, Math.Min(_network.Sheets[institution].ExternalAssets, _loss[institution][lane] + amount));

    /// <summary>Equity is lost, whatever it was invested in.</summary>
    public void LoseEquity(int institution, int lane, double amount) => Set(institution, lane, _loss[institution][lane] + amount);

    /// <summary>The institution is in default.</summary>
    public void Default(int institution, int lane)
    {
        _touched.Add(institution);
        _isDefaulted[institution] = Lane.With(_isDefaulted[institution], lane);
    }

    private void Set(int institution, int lane, double loss)
    {
        _touched.Add(institution);
        _loss[institution] = Vector512.WithElement(_loss[institution], lane, loss);
    }
}
