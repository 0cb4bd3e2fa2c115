using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Contagion.Model;

namespace Contagion.Api;

/// <summary>The keys of a server, in <c>keys.json</c> in its folder. The command line changes them as well, while the server runs or before.</summary>
public sealed class KeyStore
{
    /// <summary>What every key begins with, so that one that was left lying about is known for what it is.</summary>
    public const string Prefix = "ctg_";

    /// <summary>The most keys: a caller's is looked for among all of them.</summary>
    public const int Most = 1000;

    /// <summary>The longest name of a key or a tenant.</summary>
    public const int NameMax = 100;

    private const int Bytes = 32;

    private readonly Lock _gate = new();
    private readonly string _path;
    private Read _read = new(default, []);
    private bool _wasOn;

    /// <param name="settings">Names the folder.</param>
    public KeyStore(ServerSettings settings)
        : this(settings.Data)
    {
    }

    /// <param name="folder">The folder of the server.</param>
    public KeyStore(string folder) => _path = Path.Combine(Path.GetFullPath(folder), "keys.json");

    /// <summary>Whether callers need a key. Once they do, they go on to until the server ends, even if all keys are removed.</summary>
    public bool IsOn => _wasOn |= Now().Count > 0;

    /// <summary>All keys, the oldest first.</summary>
    public IReadOnlyList<ApiKey> All => Now();

    /// <summary>The key that somebody gave; null where it is none.</summary>
    public ApiKey? Find(string given)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(given));
        ApiKey? found = null;
        // All are compared, each in the same time, so that time tells nothing.
        foreach (var key in Now())
        {
            found = CryptographicOperations.FixedTimeEquals(hash, Convert.FromHexString(key.Hash)) ? key : found;
        }

        return found;
    }

    /// <summary>Makes a key.</summary>
    /// <returns>The key, which nobody can be told again, and what is kept of it.</returns>
    /// <exception cref="InputException">Its name or its tenant is none, or there are too many.</exception>
    public (string Key, ApiKey Kept) Add(string name, Role role, string tenant)
    {
        var faults = new Faults();
        Expect("name", name, faults);
        Expect("tenant", tenant, faults);
        faults.ThrowIfAny();
        var key = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
        var kept = new ApiKey
        {
            Id = NewId.Next()[..12],
            Name = name,
            Role = role,
            Tenant = tenant,
            Created = DateTimeOffset.UtcNow,
            Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))),
        };
        Change(keys => keys.Count < Most ? [.. keys, kept] : throw new InputException(new Fault("keys", 1, 1, $"there are {Most} keys already; remove some first")));
        return (key, kept);
    }

    /// <summary>Removes a key; false where there is none of this id.</summary>
    public bool Remove(string id)
    {
        var isThere = false;
        Change(keys =>
        {
            isThere = keys.Any(key => key.Id == id);
            return [.. keys.Where(key => key.Id != id)];
        });
        return isThere;
    }

    private static void Expect(string what, string text, Faults faults)
    {
        if (text.Length is 0 or > NameMax || text.Any(char.IsControl) || string.IsNullOrWhiteSpace(text))
        {
            faults.Add(what, 1, 1, $"'{what}' is {(string.IsNullOrWhiteSpace(text) ? "empty" : "too long or has signs that cannot be seen")}; expected 1 to {NameMax} letters");
        }
    }

    private void Change(Func<IReadOnlyList<ApiKey>, IReadOnlyList<ApiKey>> change)
    {
        lock (_gate)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            // The server and the command line take turns.
            using var turn = Turn();
            JsonFile.Write(_path, change(JsonFile.Read<List<ApiKey>>(_path) ?? []));
            _read = new Read(default, []);
        }
    }

    private FileStream Turn()
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream($"{_path}.lock", FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
            }
            catch (IOException) when (attempt < 100)
            {
                Thread.Sleep(20);
            }
        }
    }

    /// <summary>The keys as they are now: read again where the file has changed.</summary>
    private IReadOnlyList<ApiKey> Now()
    {
        var (read, changed) = (_read, File.GetLastWriteTimeUtc(_path));
        if (read.Changed == changed)
        {
            return read.Keys;
        }

        lock (_gate)
        {
            return (_read = new Read(changed, JsonFile.Read<List<ApiKey>>(_path) ?? [])).Keys;
        }
    }

    private sealed record Read(DateTime Changed, IReadOnlyList<ApiKey> Keys);
}
