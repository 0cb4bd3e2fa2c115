namespace Contagion.Networks;

/// <summary>The draws of one entity for one purpose, one after the other: what comes is a function of the key and of how many came before.</summary>
/// <param name="seed">The scenario's seed.</param>
/// <param name="replication">Index of the replication.</param>
/// <param name="purpose">What the draws are for.</param>
/// <param name="entity">Index of the institution or other entity.</param>
internal struct KeyedDraws(ulong seed, uint replication, Purpose purpose, uint entity)
{
    private uint _next;
    private ulong _kept;
    private bool _isKept;

    /// <summary>64 random bits. A counter of <see cref="Philox"/> gives two of them.</summary>
    public ulong Next()
    {
        if (_isKept)
        {
            _isKept = false;
            return _kept;
        }

        Span<uint> words = stackalloc uint[4];
        Philox.Words([replication, (uint)purpose, entity, _next++], [(uint)seed, (uint)(seed >> 32)], words);
        (_kept, _isKept) = (((ulong)words[3] << 32) | words[2], true);
        return ((ulong)words[1] << 32) | words[0];
    }

    /// <summary>A uniform number in [0, 1).</summary>
    public double Uniform() => Philox.Uniform(Next());

    /// <summary>A uniform number strictly between 0 and 1.</summary>
    public double Open() => Philox.Open(Next());

    /// <summary>A whole number from 0 to <paramref name="count"/> − 1, all as likely but for 2⁻³³.</summary>
    /// <param name="count">At least 1.</param>
    public int Below(int count) => (int)Math.BigMul(Next(), (ulong)count, out _);
}
