using Contagion.Model;

namespace Contagion.Networks;

/// <summary>Collects institutions, exposures and holdings, and makes the immutable <see cref="Network"/> of them.</summary>
/// <remarks>What is wrong is refused where it is added: <see cref="ArgumentException"/> names the id and the field. Readers of files check
/// first, to tell the place in the file as well.</remarks>
public sealed partial class NetworkBuilder
{
    /// <summary>Positions are 32-bit; the runtime's longest array has a little fewer than 2³¹ elements.</summary>
    public const int ExposuresMax = 2_000_000_000;

    private static readonly ExposureTerms NoTerms = new();

    private readonly InstitutionColumns _institutions = new();
    private readonly ExposureColumns _exposures = new();
    private readonly IdIndex _indexOf;
    private readonly ServiceColumns _services = new();
    private readonly EntryColumns _guarantees = new();
    private readonly EntryColumns _holdings = new();
    private readonly List<string> _assets = [];
    private readonly Dictionary<string, int> _assetOf = new(StringComparer.Ordinal);
    private readonly EntryColumns _assetHoldings = new();
    private readonly List<Payment> _payments = [];
    private readonly HashSet<string> _paymentIds = new(StringComparer.Ordinal);
    private Features? _features;

    /// <summary>Begins with nothing.</summary>
    public NetworkBuilder() => _indexOf = new IdIndex(_institutions.Ids);

    /// <summary>Whether terms of claims are kept, for <see cref="Network.Terms"/>. Claims that differ in any then stay apart.</summary>
    public bool KeepsTerms
    {
        get => _exposures.Terms is not null;
        init => _exposures = new ExposureColumns { Terms = value ? new TermColumns() : null };
    }

    /// <summary>Number of institutions so far.</summary>
    public int Count => _institutions.Ids.Count;

    /// <summary>Names of marketable assets so far.</summary>
    public IReadOnlyList<string> Assets => _assets;

    /// <summary>Ids so far, in input order.</summary>
    public IReadOnlyList<string> Ids => _institutions.Ids;

    /// <summary>Makes room for as many more, so that memory need not grow by copying. A guess too high costs addresses, not memory.</summary>
    public void Expect(int institutions, int exposures)
    {
        _institutions.EnsureCapacity(institutions);
        _exposures.EnsureCapacity(exposures);
    }

    /// <summary>Makes room for as many institutions as there will be.</summary>
    internal void ExpectExactly(int institutions)
    {
        _institutions.EnsureCapacity(institutions);
        _indexOf.EnsureCapacity(institutions);
    }

    /// <summary>The index of an id; false when there is none.</summary>
    public bool TryFind(string id, out int institution) => _indexOf.TryFind(id, out institution);

    /// <summary>The index of an id in UTF-8, as it stands in a file; false when there is none.</summary>
    public bool TryFind(ReadOnlySpan<byte> id, out int institution) => _indexOf.TryFind(id, out institution);

    /// <summary>Adds an institution and returns its index.</summary>
    /// <exception cref="ArgumentException">The id is empty or taken, or a number is not what its field allows.</exception>
    public int Add(Institution institution)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(institution.Id);
        if (InstitutionRules.Fault(institution) is { } fault)
        {
            throw new ArgumentException(fault, nameof(institution));
        }

        if (_assetOf.ContainsKey(institution.Id) || !_indexOf.TryAdd(institution.Id, Count))
        {
            throw new ArgumentException($"The id '{institution.Id}' is taken.", nameof(institution));
        }

        _institutions.Add(institution);
        return Count - 1;
    }

    /// <summary>What an institution is.</summary>
    public InstitutionKind KindOf(int institution) => _institutions.Kinds[institution];

    /// <summary>Adds an exposure of which nothing is agreed but what it says itself.</summary>
    /// <inheritdoc cref="Add(Exposure, in ExposureTerms)"/>
    public void Add(Exposure exposure) => Add(exposure, in NoTerms);

    /// <summary>Adds an exposure. Exposures of the same creditor, debtor, type and class add up, and where terms are kept, only those that
    /// agree in their terms and in their platform as well. Guarantees of the same two add up; services stay apart. Neither stands on a balance
    /// sheet.</summary>
    /// <param name="exposure">The exposure.</param>
    /// <param name="terms">What is agreed of it; where terms are not kept, only the need that a service meets is of account.</param>
    /// <exception cref="ArgumentException">An index is unknown, creditor and debtor are the same, or the amount is not finite and at least 0,
    /// that of a service not in (0, 1], or what is no service meets a need.
    /// Where terms are kept: the platform is none, the guarantor is the debtor, a number is not what its term allows, or the pledge has
    /// another value than before.</exception>
    public void Add(Exposure exposure, in ExposureTerms terms)
    {
        Check(exposure, in terms);
        switch (exposure.Type)
        {
            case ExposureType.Service:
                _services.Add(exposure.Creditor, exposure.Debtor, exposure.Amount, terms.Need);
                break;
            case ExposureType.Guarantee when exposure.Amount > 0:
                _guarantees.Add(exposure.Creditor, exposure.Debtor, exposure.Amount);
                break;
            case ExposureType.Loan or ExposureType.Demand when exposure.Amount > 0:
                _exposures.Add(exposure, in terms);
                break;
        }
    }

    /// <summary>Takes back all exposures added so far.</summary>
    public void RemoveExposures()
    {
        _exposures.Clear();
        _guarantees.Clear();
        _services.Clear();
    }

    /// <summary>Adds a share of equity held. Shares of the same holder and issuer add up.</summary>
    /// <exception cref="ArgumentException">An index is unknown, holder and issuer are the same, or the fraction is not in [0, 1].</exception>
    public void Add(Holding holding)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)holding.Holder, (uint)Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)holding.Issuer, (uint)Count);
        if (holding.Holder == holding.Issuer || !(holding.Fraction is >= 0 and <= 1))
        {
            throw new ArgumentException($"'{Ids[holding.Holder]}' holds {holding.Fraction} of '{Ids[holding.Issuer]}'; expected a share in [0, 1] of another.", nameof(holding));
        }

        _holdings.Add(holding.Holder, holding.Issuer, holding.Fraction);
    }

    /// <summary>Adds a marketable asset and returns its index.</summary>
    /// <exception cref="ArgumentException">The name is empty, or taken by an asset or an institution.</exception>
    public int AddAsset(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (TryFind(name, out _) || !_assetOf.TryAdd(name, _assets.Count))
        {
            throw new ArgumentException($"The name '{name}' is taken.", nameof(name));
        }

        _assets.Add(name);
        return _assets.Count - 1;
    }

    /// <summary>The index of a marketable asset; false when there is none of that name.</summary>
    public bool TryFindAsset(string name, out int asset) => _assetOf.TryGetValue(name, out asset);

    /// <summary>Adds units of a marketable asset held. Units of the same holder and asset add up.</summary>
    /// <exception cref="ArgumentException">An index is unknown, or the units are not finite and at least 0.</exception>
    public void Add(AssetHolding holding)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)holding.Holder, (uint)Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)holding.Asset, (uint)_assets.Count);
        if (!(holding.Units >= 0 && holding.Units <= InstitutionRules.AmountMax))
        {
            throw new ArgumentException($"'{Ids[holding.Holder]}' holds {holding.Units} of '{_assets[holding.Asset]}'; expected a finite number, at least 0.", nameof(holding));
        }

        _assetHoldings.Add(holding.Holder, holding.Asset, holding.Units);
    }

    /// <summary>Adds a payment that waits to be settled. Payments keep their order.</summary>
    /// <exception cref="ArgumentException">An index is unknown, payer and payee are the same, the amount is not finite and above 0, the period
    /// is negative, or the id is empty or taken.</exception>
    public void Add(Payment payment)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(payment.Id);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)payment.Payer, (uint)Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)payment.Payee, (uint)Count);
        ArgumentOutOfRangeException.ThrowIfNegative(payment.At);
        if (payment.Payer == payment.Payee || !(payment.Amount > 0 && payment.Amount <= InstitutionRules.AmountMax) || !_paymentIds.Add(payment.Id))
        {
            throw new ArgumentException(
                $"Payment '{payment.Id}': '{Ids[payment.Payer]}' pays '{Ids[payment.Payee]}' {payment.Amount}; expected an id that is not taken, two institutions, and a finite number above 0.", nameof(payment));
        }

        _payments.Add(payment);
    }

    /// <summary>Adds features, once, after all institutions.</summary>
    /// <exception cref="ArgumentException">They are not of as many institutions as there are.</exception>
    public void Add(Features features)
    {
        if (features.Count != Count)
        {
            throw new ArgumentException($"Features of {features.Count} institutions; expected {Count}.", nameof(features));
        }

        _features = features;
    }

    /// <summary>Whether any institution gives a number of this kind.</summary>
    public bool IsGiven(InstitutionItem item) => !_institutions.Of(item).IsEmpty;

    /// <summary>Adds a number to every institution where none gave it, after all institutions.</summary>
    /// <param name="item">What it is.</param>
    /// <param name="numbers">By institution, within the item's range; NaN for none.</param>
    /// <exception cref="ArgumentException">There are not as many as institutions, or some institution has given its own.</exception>
    public void Add(InstitutionItem item, ReadOnlySpan<double> numbers)
    {
        if (numbers.Length != Count || IsGiven(item))
        {
            throw new ArgumentException($"Expected {Count} numbers that nobody has given; {numbers.Length} are there.", nameof(numbers));
        }

        _institutions.Add(item, numbers);
    }

    private void Check(Exposure exposure, in ExposureTerms terms)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)exposure.Creditor, (uint)Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)exposure.Debtor, (uint)Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)(exposure.Seniority - 1), (uint)(Exposure.SeniorityMax - 1));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)(exposure.Platform ?? 0), (uint)Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)(terms.Guarantor ?? 0), (uint)Count);
        var fault = exposure.Creditor == exposure.Debtor ? "it is an exposure to itself"
            : !(exposure.Amount >= 0 && exposure.Amount <= InstitutionRules.AmountMax) ? $"the amount is {exposure.Amount}; expected a finite number, at least 0"
            : exposure.Type == ExposureType.Service && exposure.Amount is not (> 0 and <= 1) ? $"the efficiency of a service is {exposure.Amount}; expected it above 0 and at most 1"
            : exposure.Type != ExposureType.Service && terms.Need is not null ? $"it meets the need '{terms.Need}'; expected that of services alone"
            : _exposures.Amount.Count == ExposuresMax ? $"there are more than {ExposuresMax} exposures"
            : _exposures.Terms is { } kept ? Fault(exposure, in terms, kept)
            : null;
        if (fault is not null)
        {
            throw new ArgumentException($"The exposure of '{Ids[exposure.Creditor]}' to '{Ids[exposure.Debtor]}': {fault}.", nameof(exposure));
        }
    }

    private string? Fault(Exposure exposure, in ExposureTerms terms, TermColumns kept) =>
        exposure.Platform is { } platform && KindOf(platform) != InstitutionKind.Platform ? $"'{Ids[platform]}' is named as platform and is none"
        : terms.Guarantor == exposure.Debtor ? $"'{Ids[exposure.Debtor]}' stands for its own debt"
        : TermColumns.Fault(in terms) is { } fault ? fault
        : kept.Agrees(in terms) ? null
        : $"the pledge '{terms.Pledge}' had another collateral than {terms.Collateral} before";
}
