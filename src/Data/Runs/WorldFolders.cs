using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Contagion.Engine;

namespace Contagion.Data;

/// <summary>Worlds in folders, one each: <c>world.json</c> says what a world was opened with, <c>log</c> has a line for each of its commands.</summary>
/// <remarks>A line is on disk before its command is answered. One that a crash left without its end was never answered, and is dropped.</remarks>
/// <param name="root">The folder of all worlds.</param>
public sealed class WorldFolders(string root) : IWorldStore, IDisposable
{
    private const string OrderFile = "world.json";
    private const string LogFile = "log";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, FileStream> _logs = [];

    /// <inheritdoc/>
    /// <exception cref="IOException">Another process has it.</exception>
    public (WorldOrder Order, string Log)? Find(string world)
    {
        lock (_gate)
        {
            var folder = FolderOf(world);
            if (!File.Exists(Path.Combine(folder, OrderFile)))
            {
                return null;
            }

            var order = JsonSerializer.Deserialize<WorldOrder>(File.ReadAllText(Path.Combine(folder, OrderFile)), JsonSerializerOptions.Web)
                ?? throw new InvalidDataException($"{Path.Combine(folder, OrderFile)} says nothing.");
            return (order, Whole(Log(world)));
        }
    }

    /// <inheritdoc/>
    public void Open(string world, WorldOrder order)
    {
        lock (_gate)
        {
            Directory.CreateDirectory(FolderOf(world));
            // Of a world that was dropped in part, there may be a log.
            Log(world).SetLength(0);
            // Once this is there, so is the world.
            AtomicFile.Write(Path.Combine(FolderOf(world), OrderFile), JsonSerializer.Serialize(order, JsonSerializerOptions.Web));
        }
    }

    /// <inheritdoc/>
    public void Append(string world, string line)
    {
        lock (_gate)
        {
            var log = Log(world);
            log.Position = log.Length;
            try
            {
                log.Write(Encoding.UTF8.GetBytes(line));
                log.Flush(flushToDisk: true);
            }
            catch (ArgumentOutOfRangeException fault) when (FileLimit.IsReached(fault))
            {
                throw FileLimit.Fault(log.Name, fault);
            }
        }
    }

    /// <inheritdoc/>
    public void Drop(string world)
    {
        lock (_gate)
        {
            if (_logs.Remove(world, out var log))
            {
                log.Dispose();
            }

            if (Directory.Exists(FolderOf(world)))
            {
                File.Delete(Path.Combine(FolderOf(world), OrderFile));
                Directory.Delete(FolderOf(world), recursive: true);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var log in _logs.Values)
            {
                log.Dispose();
            }

            _logs.Clear();
        }
    }

    /// <summary>Names of worlds have letters that folders may not have; their hash tells them apart.</summary>
    private string FolderOf(string world) => Path.Combine(root, FolderName.Id(world, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(world)))));

    /// <summary>The log, open to this process alone.</summary>
    private FileStream Log(string world)
    {
        if (!_logs.TryGetValue(world, out var log))
        {
            // Nothing is kept back: what cannot be written is told by whoever writes it.
            log = _logs[world] = new FileStream(Path.Combine(FolderOf(world), LogFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }

        return log;
    }

    /// <summary>The lines that have an end; what comes after them is cut off.</summary>
    private static string Whole(FileStream log)
    {
        var bytes = new byte[log.Length];
        log.Position = 0;
        log.ReadExactly(bytes);
        var end = bytes.AsSpan().LastIndexOf((byte)'\n') + 1;
        if (end < bytes.Length)
        {
            log.SetLength(end);
        }

        return Encoding.UTF8.GetString(bytes, 0, end);
    }
}
