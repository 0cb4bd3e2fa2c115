namespace Contagion.Engine;

/// <summary>Records of blocks as one stream of bytes and back: number, block and length of each, little-endian, before its bytes.</summary>
public static class BlockStream
{
    /// <summary>Writes records.</summary>
    public static async Task Write(Stream stream, IReadOnlyList<NumberedBlock> blocks, CancellationToken cancellationToken)
    {
        foreach (var (number, block, record) in blocks)
        {
            await stream.WriteAsync(Head(number, block, record.Length), cancellationToken);
            await stream.WriteAsync(record, cancellationToken);
        }
    }

    /// <summary>Reads records.</summary>
    /// <exception cref="EndOfStreamException">The stream ends in the middle of one.</exception>
    public static IReadOnlyList<NumberedBlock> Read(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        var blocks = new List<NumberedBlock>();
        while (reader.BaseStream.Position < bytes.Length)
        {
            var (number, block, length) = (reader.ReadInt64(), reader.ReadInt32(), reader.ReadInt32());
            var record = reader.ReadBytes(length);
            blocks.Add(record.Length == length ? new NumberedBlock(number, block, record) : throw new EndOfStreamException());
        }

        return blocks;
    }

    private static byte[] Head(long number, int block, int length)
    {
        var head = new MemoryStream();
        using var writer = new BinaryWriter(head);
        writer.Write(number);
        writer.Write(block);
        writer.Write(length);
        writer.Flush();
        return head.ToArray();
    }
}
