namespace Contagion.Model;

/// <summary>A claim of a creditor on a debtor.</summary>
/// <param name="Creditor">Index of the institution that holds the claim.</param>
/// <param name="Debtor">Index of the institution that owes.</param>
/// <param name="Amount">Amount owed, finite and not negative.</param>
/// <param name="Type">What kind of claim it is.</param>
/// <param name="Seniority">Priority class; 1 is paid first.</param>
public readonly record struct Exposure(int Creditor, int Debtor, double Amount, ExposureType Type = ExposureType.Loan, byte Seniority = 1)
{
    /// <summary>The most junior class there can be; a class costs every clearing sweep time and memory.</summary>
    public const int SeniorityMax = 16;

    // One more than the index, so that the default means none. Beside the bytes of type and class it takes no room, of which a large file
    // has millions on their way.
    private readonly int _platformNumber;

    /// <summary>Index of the platform that brought it about; null when none is named.</summary>
    public int? Platform
    {
        get => _platformNumber == 0 ? null : _platformNumber - 1;
        init => _platformNumber = value + 1 ?? 0;
    }
}
