using System.Buffers.Binary;
using System.Diagnostics;
using System.Security.Cryptography;
using Contagion.Engine;

namespace Contagion.Data;

/// <summary>The journal of a run: finished blocks as records with checksums. What is damaged is dropped and computed again, never trusted.</summary>
/// <remarks>
/// A record is a head (mark, block, length, checksum of the head) and a body (bytes, checksum). Records are handed to the operating system one
/// by one, which a killed process does not undo, and to the disk about once a second.
/// </remarks>
internal sealed class Journal : IBlockJournal, IDisposable
{
    /// <summary>Raised whenever the layout of a block's record changes.</summary>
    private const int Format = 4;

    private const uint Mark = 0x31424A43;
    private const int HeadBytes = 12 + ChecksumBytes;
    private const int ChecksumBytes = 16;
    private static readonly TimeSpan FlushEvery = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly FileStream _file;
    private readonly byte[] _salt;
    private readonly Dictionary<int, (long At, int Length)> _records = [];
    private readonly Stopwatch _sinceFlush = Stopwatch.StartNew();

    /// <summary>Opens a journal and finds what can be trusted in it.</summary>
    /// <param name="path">The file; made when it is not there.</param>
    /// <param name="run">What scenario and program the records are of: those of another have other checksums.</param>
    public Journal(string path, string run)
    {
        _salt = SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{Format} {run}"));
        // Open to one process at a time: the journal is the run's lock as well.
        _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        Scan();
    }

    /// <summary>Blocks that can be trusted.</summary>
    public int Count => _records.Count;

    /// <summary>Damaged records that were dropped.</summary>
    public int Dropped { get; private set; }

    /// <summary>Whether there is a record that can be trusted.</summary>
    public bool Has(int block)
    {
        lock (_gate)
        {
            return _records.ContainsKey(block);
        }
    }

    /// <inheritdoc/>
    public byte[]? Find(int block)
    {
        lock (_gate)
        {
            if (!_records.TryGetValue(block, out var place))
            {
                return null;
            }

            var body = new byte[place.Length];
            _file.Position = place.At;
            _file.ReadExactly(body);
            return body;
        }
    }

    /// <inheritdoc/>
    public void Append(int block, ReadOnlySpan<byte> record)
    {
        var head = new byte[HeadBytes];
        BinaryPrimitives.WriteUInt32LittleEndian(head, Mark);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(4), block);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(8), record.Length);
        Checksum(head.AsSpan(0, 12)).CopyTo(head, 12);
        var checksum = Checksum(record);
        lock (_gate)
        {
            try
            {
                Append(block, head, record, checksum);
            }
            catch (ArgumentOutOfRangeException fault) when (FileLimit.IsReached(fault))
            {
                throw FileLimit.Fault(_file.Name, fault);
            }
        }
    }

    /// <summary>The same journal for another run, whose blocks are kept under higher numbers.</summary>
    /// <param name="blocks">How many numbers are taken.</param>
    public IBlockJournal After(int blocks) => new Later(this, blocks);

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _records.Clear();
            _file.SetLength(0);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            using (_file)
            {
                _file.Flush(flushToDisk: true);
            }
        }
        catch (ArgumentOutOfRangeException fault) when (FileLimit.IsReached(fault))
        {
            throw FileLimit.Fault(_file.Name, fault);
        }
    }

    private void Append(int block, ReadOnlySpan<byte> head, ReadOnlySpan<byte> record, ReadOnlySpan<byte> checksum)
    {
        _file.Position = _file.Length;
        _file.Write(head);
        _records[block] = (_file.Position, record.Length);
        _file.Write(record);
        _file.Write(checksum);
        var isDue = _sinceFlush.Elapsed > FlushEvery;
        _file.Flush(flushToDisk: isDue);
        if (isDue)
        {
            _sinceFlush.Restart();
        }
    }

    private void Scan()
    {
        var head = new byte[HeadBytes];
        long end = 0;
        while (_file.Length - end >= HeadBytes)
        {
            _file.Position = end;
            _file.ReadExactly(head);
            var length = BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(8));
            if (BinaryPrimitives.ReadUInt32LittleEndian(head) != Mark || !Checksum(head.AsSpan(0, 12)).AsSpan().SequenceEqual(head.AsSpan(12))
                || _file.Length - end - HeadBytes < (long)length + ChecksumBytes)
            {
                // Nobody knows where the next record would begin.
                break;
            }

            Check(BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(4)), length);
            end = _file.Position;
        }

        if (end < _file.Length)
        {
            Dropped++;
            _file.SetLength(end);
        }
    }

    private void Check(int block, int length)
    {
        var at = _file.Position;
        var body = new byte[length];
        var checksum = new byte[ChecksumBytes];
        _file.ReadExactly(body);
        _file.ReadExactly(checksum);
        if (Checksum(body).AsSpan().SequenceEqual(checksum))
        {
            _records[block] = (at, length);
        }
        else
        {
            Dropped++;
        }
    }

    private byte[] Checksum(ReadOnlySpan<byte> bytes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(_salt);
        hash.AppendData(bytes);
        return hash.GetHashAndReset()[..ChecksumBytes];
    }

    /// <summary>Blocks that are kept under higher numbers.</summary>
    private sealed class Later(Journal journal, int before) : IBlockJournal
    {
        public byte[]? Find(int block) => journal.Find(before + block);

        public void Append(int block, ReadOnlySpan<byte> record) => journal.Append(before + block, record);
    }
}
