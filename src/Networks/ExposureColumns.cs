using Contagion.Model;

namespace Contagion.Networks;

/// <summary>Exposures column by column as they come in. Types and classes take memory only once one differs from a loan of class 1, platforms
/// only once one is named.</summary>
internal sealed class ExposureColumns
{
    /// <summary>Keys are class × 4 + type.</summary>
    public const int ClassKeyCount = (Exposure.SeniorityMax + 1) * 4;

    private const byte LoanOfClass1 = 4;

    private readonly OptionalColumn<byte> _classKey = new(LoanOfClass1);

    public List<int> Creditor { get; } = [];

    public List<int> Debtor { get; } = [];

    public List<double> Amount { get; } = [];

    /// <summary>The platform that brought each exposure about.</summary>
    public OptionalColumn<int> Platform { get; } = new(ClaimTerms.None);

    /// <summary>Other terms; null where none are kept.</summary>
    public TermColumns? Terms { get; init; }

    public bool HasClasses => _classKey.IsGiven;

    public void EnsureCapacity(int exposures)
    {
        Creditor.EnsureCapacity(Creditor.Count + exposures);
        Debtor.EnsureCapacity(Debtor.Count + exposures);
        Amount.EnsureCapacity(Amount.Count + exposures);
    }

    public void Add(Exposure exposure, in ExposureTerms terms)
    {
        var (before, capacity) = (Creditor.Count, Creditor.Capacity);
        _classKey.Add((byte)((exposure.Seniority * 4) + (int)exposure.Type), before, capacity);
        Platform.Add(exposure.Platform ?? ClaimTerms.None, before, capacity);
        Terms?.Add(in terms, before, capacity);
        Creditor.Add(exposure.Creditor);
        Debtor.Add(exposure.Debtor);
        Amount.Add(exposure.Amount);
    }

    public int ClassKey(int item) => _classKey[item];

    public byte TypeOf(int item) => (byte)(ClassKey(item) % 4);

    public byte SeniorityOf(int item) => (byte)(ClassKey(item) / 4);

    /// <summary>Whether two exposures are of the same creditor, debtor, type and class.</summary>
    public bool AreParallel(int one, int other) =>
        Creditor[one] == Creditor[other] && Debtor[one] == Debtor[other] && ClassKey(one) == ClassKey(other);

    /// <summary>Orders exposures by the terms that are kept; 0 when they agree in all.</summary>
    public int CompareTerms(int one, int other) =>
        Terms is null ? 0 : Platform[one].CompareTo(Platform[other]) is var platform and not 0 ? platform : Terms.Compare(one, other);

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
        _classKey.Clear();
        Platform.Clear();
        Terms?.Clear();
    }
}
