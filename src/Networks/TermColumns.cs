using Contagion.Model;

namespace Contagion.Networks;

/// <summary>Terms of exposures as they come in, each of which takes memory only once it is given.</summary>
internal sealed class TermColumns
{
    private readonly Dictionary<string, int> _pledgeOf = new(StringComparer.Ordinal);
    private readonly List<string> _pledges = [];
    private readonly List<double> _pledged = [];

    public OptionalColumn<int> Guarantor { get; } = new(ClaimTerms.None);

    public OptionalColumn<double> Coverage { get; } = new(1);

    public OptionalColumn<int> Maturity { get; } = new(int.MaxValue);

    public OptionalColumn<double> Collateral { get; } = new(0);

    public OptionalColumn<int> Pledge { get; } = new(ClaimTerms.None);

    public IReadOnlyList<string> Pledges => _pledges;

    /// <summary>Null, or what is wrong with terms that no other exposure has anything to do with.</summary>
    public static string? Fault(in ExposureTerms terms) =>
        !(terms.Coverage is null or (>= 0 and <= 1)) ? $"coverage is {terms.Coverage}; expected a share in [0, 1]"
        : terms.Maturity is < 0 or int.MaxValue ? $"maturity is {terms.Maturity}; expected a period from 0 to {int.MaxValue - 1}"
        : !(terms.Collateral is null or (>= 0 and <= InstitutionRules.AmountMax)) ? $"collateral is {terms.Collateral}; expected a finite number, at least 0"
        : terms.Pledge is { Length: 0 } ? "the pledge has no name"
        : terms is { Pledge: not null, Collateral: null } ? $"the pledge '{terms.Pledge}' has no collateral; expected its value"
        : null;

    /// <summary>Whether what an exposure says of its pledge is what others said of it.</summary>
    public bool Agrees(in ExposureTerms terms) =>
        terms.Pledge is null || !_pledgeOf.TryGetValue(terms.Pledge, out var pledge) || _pledged[pledge] == terms.Collateral;

    /// <summary>Adds the terms of the next exposure.</summary>
    /// <param name="terms">Its terms, without fault.</param>
    /// <param name="before">How many exposures came before it.</param>
    /// <param name="capacity">How many exposures there is room for.</param>
    public void Add(in ExposureTerms terms, int before, int capacity)
    {
        Guarantor.Add(terms.Guarantor ?? ClaimTerms.None, before, capacity);
        Coverage.Add(terms.Coverage ?? 1, before, capacity);
        Maturity.Add(terms.Maturity ?? int.MaxValue, before, capacity);
        Collateral.Add(terms.Collateral ?? 0, before, capacity);
        Pledge.Add(terms.Pledge is null ? ClaimTerms.None : NumberOf(terms.Pledge, terms.Collateral ?? 0), before, capacity);
    }

    /// <summary>Orders exposures by their terms; 0 when they agree in all.</summary>
    public int Compare(int one, int other) =>
        Guarantor[one].CompareTo(Guarantor[other]) is var guarantor and not 0 ? guarantor
        : Maturity[one].CompareTo(Maturity[other]) is var maturity and not 0 ? maturity
        : Coverage[one].CompareTo(Coverage[other]) is var coverage and not 0 ? coverage
        : Collateral[one].CompareTo(Collateral[other]) is var collateral and not 0 ? collateral
        : Pledge[one].CompareTo(Pledge[other]);

    public void Clear()
    {
        Guarantor.Clear();
        Coverage.Clear();
        Maturity.Clear();
        Collateral.Clear();
        Pledge.Clear();
        _pledgeOf.Clear();
        _pledges.Clear();
        _pledged.Clear();
    }

    private int NumberOf(string pledge, double collateral)
    {
        if (!_pledgeOf.TryGetValue(pledge, out var number))
        {
            _pledgeOf.Add(pledge, number = _pledges.Count);
            _pledges.Add(pledge);
            _pledged.Add(collateral);
        }

        return number;
    }
}
