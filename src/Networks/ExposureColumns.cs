using Contagion.Model;

namespace Contagion.Networks;

/// <summary>Exposures column by column as they come in. Types and classes take memory only once one differs from a loan of class 1, platforms
/// only once one is named.</summary>
internal sealed class ExposureColumns
{
    /// <summary>Keys are class × 4 + type.</summary>
    public const int ClassKeyCount = (Exposure.SeniorityMax + 1) * 4;

    private const int NoPlatform = -1;

    private List<byte>? _classKey;
    private List<int>? _platform;

    public List<int> Creditor { get; } = [];

    public List<int> Debtor { get; } = [];

    public List<double> Amount { get; } = [];

    public bool HasClasses => _classKey is not null;

    public bool HasPlatforms => _platform is not null;

    public void EnsureCapacity(int exposures)
    {
        Creditor.EnsureCapacity(Creditor.Count + exposures);
        Debtor.EnsureCapacity(Debtor.Count + exposures);
        Amount.EnsureCapacity(Amount.Count + exposures);
    }

    public void Add(Exposure exposure)
    {
        var key = (byte)((exposure.Seniority * 4) + (int)exposure.Type);
        if (_classKey is null && key != 4)
        {
            _classKey = [.. Enumerable.Repeat((byte)4, Creditor.Count)];
        }

        _classKey?.Add(key);
        if (_platform is null && exposure.Platform is not null)
        {
            // As much room as the others have: growing step by step would take up to twice of it for a while.
            _platform = new List<int>(Creditor.Capacity);
            _platform.AddRange(Enumerable.Repeat(NoPlatform, Creditor.Count));
        }

        _platform?.Add(exposure.Platform ?? NoPlatform);
        Creditor.Add(exposure.Creditor);
        Debtor.Add(exposure.Debtor);
        Amount.Add(exposure.Amount);
    }

    public int ClassKey(int item) => _classKey is null ? 4 : _classKey[item];

    public byte TypeOf(int item) => (byte)(ClassKey(item) % 4);

    public byte SeniorityOf(int item) => (byte)(ClassKey(item) / 4);

    /// <summary>The platform that brought an exposure about; false when none is named.</summary>
    public bool TryPlatform(int item, out int platform)
    {
        platform = _platform is null ? NoPlatform : _platform[item];
        return platform != NoPlatform;
    }

    public int[] ClassKeys()
    {
        var keys = new int[Creditor.Count];
        for (var item = 0; item < keys.Length; item++)
        {
            keys[item] = ClassKey(item);
        }

        return keys;
    }

    public void Clear()
    {
        foreach (var column in new[] { Creditor, Debtor })
        {
            column.Clear();
            column.TrimExcess();
        }

        Amount.Clear();
        Amount.TrimExcess();
        (_classKey, _platform) = (null, null);
    }
}
