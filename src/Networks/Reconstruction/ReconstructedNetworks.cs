using System.Collections.Concurrent;

namespace Contagion.Networks;

/// <summary>The networks that a method makes of institutions and their marginals. Any can be drawn alone, from any thread, and comes out the same.</summary>
public sealed class ReconstructedNetworks
{
    /// <summary>Networks that several replications share stay in memory up to so many exposures together, about a gigabyte.</summary>
    private const long ExposuresKeptMax = 16_000_000;

    private readonly NetworkBuilder _institutions;
    private readonly Reconstruction _method;
    private readonly Lazy<Func<ulong, uint, CompressedRows>> _draw;
    private readonly ConcurrentDictionary<(ulong Seed, uint Sample), Lazy<Network>> _kept = new();
    private long _exposuresKept;

    /// <param name="institutions">The institutions; not to be added to afterwards.</param>
    /// <param name="marginals">What each of them lends and owes in all.</param>
    /// <param name="method">The method, which has no faults with them.</param>
    public ReconstructedNetworks(NetworkBuilder institutions, Marginals marginals, Reconstruction method)
    {
        (_institutions, _method) = (institutions, method);
        _draw = new Lazy<Func<ulong, uint, CompressedRows>>(() => method.Prepare(marginals));
    }

    /// <summary>Whether replications differ in their networks.</summary>
    public bool HasOwnNetworks => _method.HasOwnNetworks;

    /// <summary>Whether they have the marginals, rather than on average: then balance sheets that give too much to balance are raised until they do.</summary>
    public bool MeetMarginals => _method.MeetsMarginals;

    /// <summary>The network of a replication.</summary>
    /// <param name="seed">The scenario's seed.</param>
    /// <param name="replication">Index of the replication.</param>
    /// <exception cref="ReconstructionException">The method finds none.</exception>
    /// <exception cref="ArgumentException">A balance sheet cannot balance.</exception>
    public Network Draw(ulong seed, uint replication)
    {
        var sample = !HasOwnNetworks ? 0 : replication % (uint)(_method.Samples ?? int.MaxValue);
        if (_method.Samples is null)
        {
            return Make(seed, sample, null)!;
        }

        return _kept.GetOrAdd((seed, sample), _ => new Lazy<Network>(() =>
        {
            var network = Make(seed, sample, null)!;
            if (Interlocked.Add(ref _exposuresKept, network.Claims.Count) > ExposuresKeptMax)
            {
                _kept.Clear();
                Interlocked.Exchange(ref _exposuresKept, network.Claims.Count);
            }

            return network;
        })).Value;
    }

    /// <summary>The network of replication 0; null where a balance sheet cannot balance.</summary>
    /// <param name="seed">The scenario's seed.</param>
    /// <param name="imbalance">Told the institution and what is wrong for each sheet that cannot balance.</param>
    /// <exception cref="ReconstructionException">The method finds none.</exception>
    public Network? TryDraw(ulong seed, Action<int, string> imbalance) => Make(seed, 0, imbalance);

    private Network? Make(ulong seed, uint sample, Action<int, string>? imbalance) => _institutions.TryBuild(_draw.Value(seed, sample), this, imbalance);
}
