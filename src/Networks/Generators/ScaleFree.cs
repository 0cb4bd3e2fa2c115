using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Contagion.Networks;

/// <summary>A directed network that grows link by link, in which who borrows much borrows more, and who lends much lends more.</summary>
/// <remarks>
/// Bollobás, Borgs, Chayes and Riordan (2003), Directed scale-free graphs, SODA 2003:132–139. From two banks that lend to each other, each step adds a
/// link: with probability α a new bank lends to an existing one, picked in proportion to (creditors + δ_in); with β an existing one, in proportion to
/// (debtors + δ_out), lends to one picked as before; with γ it lends to a new bank. Creditors have a tail of exponent 1 + (1 + δ_in(α + γ)) / (α + β),
/// debtors one of 1 + (1 + δ_out(α + γ)) / (β + γ).
/// The rule may make a bank lend to itself, or twice to another. Such links count as the network grows; in the end the former are left out, and the latter are one.
/// O(links): an end in proportion to links so far is that of a random earlier link, found as in <see cref="Skeleton"/>.
/// </remarks>
public sealed record ScaleFree : CountedBankModel
{
    private const double Rounding = 1e-9;

    /// <inheritdoc/>
    public override string Name => "scale-free";

    /// <summary>α.</summary>
    [Description("Probability that a step adds an institution that lends to an existing one. alpha, beta and gamma add up to 1.")]
    [Range(0, 1)]
    public required double Alpha { get; init; }

    /// <summary>β.</summary>
    [Description("Probability that a step adds a link between existing institutions; each institution has about 1 / (1 - beta) links.")]
    [Range(0, 1, MaximumIsExclusive = true)]
    public required double Beta { get; init; }

    /// <summary>γ.</summary>
    [Description("Probability that a step adds an institution that borrows from an existing one.")]
    [Range(0, 1)]
    public required double Gamma { get; init; }

    /// <summary>δ_in.</summary>
    [Description("Counts as so many creditors more of everybody, where one is picked that borrows: the larger, the more equal they are.")]
    [Range(0, 1e6)]
    public double DeltaIn { get; init; }

    /// <summary>δ_out.</summary>
    [Description("Counts as so many debtors more of everybody, where one is picked that lends.")]
    [Range(0, 1e6)]
    public double DeltaOut { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<(string? Key, string Fault)> Faults() => base.Faults().Concat(
        Math.Abs(Alpha + Beta + Gamma - 1) > Rounding ? [("gamma", FormattableString.Invariant($"'alpha', 'beta' and 'gamma' add up to {Alpha + Beta + Gamma:R}; expected 1"))]
        : TooMany(Institutions / (1 - Beta), "beta"));

    /// <inheritdoc/>
    public override NetworkSize SizeExpected() => new(Institutions, Institutions / (1 - Beta));

    private protected override Links DrawLinks(NetworkDraw draw)
    {
        var (creditor, debtor) = new Growth(draw, this).Draw();
        return Links.Of(draw, Institutions, creditor, debtor);
    }
}
