namespace Contagion.Engine;

/// <summary>Keeps finished blocks outside the engine, so that a run that was killed need not begin again.</summary>
/// <remarks>A record that comes back must be the bytes that were kept: whoever stores them checks that. Called from any thread.</remarks>
public interface IBlockJournal
{
    /// <summary>The record of a block; null when there is none that can be trusted.</summary>
    byte[]? Find(int block);

    /// <summary>Keeps the record of a block.</summary>
    void Append(int block, ReadOnlySpan<byte> record);
}
