using System.Buffers.Binary;

namespace Contagion.EndToEnd;

/// <summary>What a journal holds, read without the program: the blocks whose records are whole, and where each record begins.</summary>
/// <remarks>A record is a mark, the block, the length of the body, a checksum of 16 bytes, the body, and another checksum. Checksums are the
/// program's business.</remarks>
internal sealed record JournalRecords(IReadOnlyList<int> Blocks, IReadOnlyList<int> Starts, int End)
{
    private const uint Mark = 0x31424A43;
    private const int HeadBytes = 28;
    private const int ChecksumBytes = 16;

    /// <summary>Reads a journal; one that is not there holds nothing.</summary>
    public static JournalRecords Read(string path) => Of(File.Exists(path) ? File.ReadAllBytes(path) : []);

    private static JournalRecords Of(byte[] journal)
    {
        var (blocks, starts, end) = (new List<int>(), new List<int>(), 0);
        while (journal.Length - end >= HeadBytes && BinaryPrimitives.ReadUInt32LittleEndian(journal.AsSpan(end)) == Mark)
        {
            var next = (long)end + HeadBytes + BinaryPrimitives.ReadInt32LittleEndian(journal.AsSpan(end + 8)) + ChecksumBytes;
            if (next > journal.Length)
            {
                break;
            }

            blocks.Add(BinaryPrimitives.ReadInt32LittleEndian(journal.AsSpan(end + 4)));
            starts.Add(end);
            end = (int)next;
        }

        return new JournalRecords(blocks, starts, end);
    }
}
