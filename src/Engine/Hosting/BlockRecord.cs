using System.Runtime.InteropServices;

namespace Contagion.Engine;

/// <summary>A block's result as bytes and back: the same doubles, bit by bit.</summary>
internal static class BlockRecord
{
    /// <summary>A block larger than this is not kept: writing it would take longer than computing it again.</summary>
    public const long BytesMax = 1 << 30;

    /// <summary>About how long the record of a block is.</summary>
    public static long BytesOf(BlockResult block) =>
        (4L * block.Totals.Institutions.Length) + (8L * block.Totals.Sums.Length) + (12L * block.Totals.Debts.Length) + (4L * (block.DefaultRound?.Length ?? 0)) + (16L * block.Spillover.Length) + block.Replications.Sum(one => (4L * one.Shocked.Count) + ((long)InstitutionLoss.Bytes * one.Losses.Length) + (24L * one.Path.Count) + one.Ends.Sum(end => 32 + (8L * end.Metrics.Count)) + (8L * one.Periods.Count) + 128);

    /// <summary>Writes a block: one result, or one for each replication where any failed.</summary>
    public static byte[] Write(IReadOnlyList<BlockResult> parts)
    {
        using var stream = new MemoryStream((int)parts.Sum(BytesOf));
        using var writer = new BinaryWriter(stream);
        writer.Write(parts.Count);
        foreach (var part in parts)
        {
            Write(writer, part);
        }

        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>Reads a block.</summary>
    public static BlockResult[] Read(byte[] record)
    {
        using var reader = new BinaryReader(new MemoryStream(record));
        var parts = new BlockResult[reader.ReadInt32()];
        for (var part = 0; part < parts.Length; part++)
        {
            parts[part] = ReadPart(reader);
        }

        return parts;
    }

    private static void Write(BinaryWriter writer, BlockResult block)
    {
        writer.Write(block.Failed is not null);
        if (block.Failed is { } failed)
        {
            writer.Write(failed.Replication);
            writer.Write(failed.Error);
        }

        writer.Write(block.Replications.Length);
        foreach (var one in block.Replications)
        {
            Write(writer, one);
        }

        Write<int>(writer, block.Totals.Institutions);
        Write<double>(writer, block.Totals.Sums);
        Write<int>(writer, block.Totals.Debts);
        Write<double>(writer, block.Totals.WriteDowns);

        writer.Write(block.DefaultRound is not null);
        Write<int>(writer, block.DefaultRound ?? []);
        Write<SpilloverEntry>(writer, block.Spillover);
    }

    private static BlockResult ReadPart(BinaryReader reader)
    {
        var failed = reader.ReadBoolean() ? new FailedReplication(reader.ReadInt32(), reader.ReadString()) : null;
        var replications = new ReplicationResult[reader.ReadInt32()];
        for (var lane = 0; lane < replications.Length; lane++)
        {
            replications[lane] = ReadReplication(reader);
        }

        // Read in the order they were written: the order of the lines matters.
        var totals = new BlockTotals(ReadArray<int>(reader), ReadArray<double>(reader), ReadArray<int>(reader), ReadArray<double>(reader));
        var hasRounds = reader.ReadBoolean();
        var rounds = ReadArray<int>(reader);
        return new BlockResult(replications, totals, hasRounds ? rounds : null, ReadArray<SpilloverEntry>(reader)) { Failed = failed };
    }

    private static void Write(BinaryWriter writer, ReplicationResult one)
    {
        writer.Write(one.Replication);
        Write<int>(writer, one.Shocked.ToArray());
        writer.Write(one.Defaults);
        writer.Write(one.FundamentalDefaults);
        writer.Write(one.Rounds);
        writer.Write(one.Converged);
        writer.Write(one.CascadeDepth);
        writer.Write(one.DefaultShare);
        writer.Write(one.IsSystemic);
        writer.Write(one.FirstRoundLoss);
        writer.Write(one.TotalLoss);
        writer.Write(one.ExternalCreditorLoss);
        writer.Write(one.CausedLoss);
        writer.Write(one.DebtRank);
        Write<double>(writer, one.Periods.ToArray());
        WritePath(writer, one.Path);
        writer.Write(one.Ends.Count);
        foreach (var end in one.Ends)
        {
            writer.Write(end.Rounds);
            writer.Write(end.Defaults);
            writer.Write(end.Loss);
            Write<double>(writer, end.Metrics.ToArray());
        }

        Write<InstitutionLoss>(writer, one.Losses);
    }

    /// <summary>As rounds lie in memory, but for the gap before the loss: whatever was there would get into the record, and the same block has the same bytes.</summary>
    private static void WritePath(BinaryWriter writer, IReadOnlyList<RoundState> path)
    {
        writer.Write(path.Count);
        foreach (var (period, round, defaults, loss) in path)
        {
            writer.Write(period);
            writer.Write(round);
            writer.Write(defaults);
            writer.Write(0);
            writer.Write(loss);
        }
    }

    private static ReplicationResult ReadReplication(BinaryReader reader) => new()
    {
        // Read in the order they were written: the order of the lines matters.
        Replication = reader.ReadInt32(),
        Shocked = ReadArray<int>(reader),
        Defaults = reader.ReadInt32(),
        FundamentalDefaults = reader.ReadInt32(),
        Rounds = reader.ReadInt32(),
        Converged = reader.ReadBoolean(),
        CascadeDepth = reader.ReadInt32(),
        DefaultShare = reader.ReadDouble(),
        IsSystemic = reader.ReadBoolean(),
        FirstRoundLoss = reader.ReadDouble(),
        TotalLoss = reader.ReadDouble(),
        ExternalCreditorLoss = reader.ReadDouble(),
        CausedLoss = reader.ReadDouble(),
        DebtRank = reader.ReadDouble(),
        Periods = ReadArray<double>(reader),
        Path = ReadArray<RoundState>(reader),
        Ends = ReadEnds(reader),
        Losses = ReadArray<InstitutionLoss>(reader),
    };

    private static PeriodState[] ReadEnds(BinaryReader reader)
    {
        var ends = new PeriodState[reader.ReadInt32()];
        for (var period = 0; period < ends.Length; period++)
        {
            ends[period] = new PeriodState(reader.ReadInt32(), reader.ReadInt32(), reader.ReadDouble(), ReadArray<double>(reader));
        }

        return ends;
    }

    private static void Write<T>(BinaryWriter writer, ReadOnlySpan<T> items)
        where T : unmanaged
    {
        writer.Write(items.Length);
        writer.Write(MemoryMarshal.AsBytes(items));
    }

    private static T[] ReadArray<T>(BinaryReader reader)
        where T : unmanaged
    {
        var items = new T[reader.ReadInt32()];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(items.AsSpan()));
        return items;
    }
}
