namespace Contagion.Networks;

/// <summary>What is agreed of claims besides their amounts. Every span has an entry for each position of <see cref="Network.Claims"/>;
/// it is empty when no claim says anything but what stands where nothing is given.</summary>
public sealed class ClaimTerms
{
    /// <summary>Stands for no institution and for no pledge.</summary>
    public const int None = -1;

    private readonly int[] _platform;
    private readonly int[] _guarantor;
    private readonly double[] _coverage;
    private readonly int[] _maturity;
    private readonly double[] _collateral;
    private readonly int[] _pledge;
    private readonly int[] _registration;

    /// <summary>Takes the terms of some exposures.</summary>
    /// <param name="platform">The platforms that brought exposures about.</param>
    /// <param name="terms">Their other terms.</param>
    /// <param name="exposures">The exposure that each claim is made of, the first where several add up.</param>
    internal ClaimTerms(OptionalColumn<int> platform, TermColumns terms, int[] exposures)
    {
        (_platform, _guarantor, _coverage) = (platform.Of(exposures), terms.Guarantor.Of(exposures), terms.Coverage.Of(exposures));
        (_maturity, _collateral, _pledge) = (terms.Maturity.Of(exposures), terms.Collateral.Of(exposures), terms.Pledge.Of(exposures));
        _registration = terms.Pledge.IsGiven ? exposures : [];
        Pledges = [.. terms.Pledges];
    }

    /// <summary>Index of the platform that brought the claim about; <see cref="None"/> for none.</summary>
    public ReadOnlySpan<int> Platform => _platform;

    /// <summary>Index of the institution that stands for the debtor, never the debtor itself; <see cref="None"/> for none.</summary>
    public ReadOnlySpan<int> Guarantor => _guarantor;

    /// <summary>Share of the claim that whoever guarantees it stands for, in [0, 1]; 1 where not given.</summary>
    public ReadOnlySpan<double> Coverage => _coverage;

    /// <summary>Period at which the claim falls due, from 0; <see cref="int.MaxValue"/> for none.</summary>
    public ReadOnlySpan<int> Maturity => _maturity;

    /// <summary>Value of what is pledged for the claim, at least 0; 0 where nothing is. Claims of one pledge share one collateral of this value.</summary>
    public ReadOnlySpan<double> Collateral => _collateral;

    /// <summary>The thing pledged for the claim, as an index into <see cref="Pledges"/>; <see cref="None"/> for what is pledged for this claim alone.</summary>
    public ReadOnlySpan<int> Pledge => _pledge;

    /// <summary>Numbers that are the smaller the earlier a claim was registered, that is, stood in the input; empty when <see cref="Pledge"/> is.</summary>
    public ReadOnlySpan<int> Registration => _registration;

    /// <summary>Names of the things pledged by name.</summary>
    public IReadOnlyList<string> Pledges { get; }
}
