using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Contagion.Model;

namespace Contagion.Networks;

/// <summary>Platforms through which lenders lend to borrowers, some of whom borrow on several.</summary>
/// <remarks>
/// A borrower borrows on one platform, drawn by its share of the market; after each with probability <c>overlap</c> on a further one, drawn by share among
/// the rest. On each it takes one loan, whose amount is drawn, from several different lenders in equal parts. O(loans × lenders a loan).
/// </remarks>
public sealed record Tripartite : NetworkModel
{
    /// <summary>The most lenders of one loan: each is looked for among those drawn before.</summary>
    private const int LendersPerLoanMax = 1000;

    /// <inheritdoc/>
    public override string Name => "tripartite";

    /// <summary>K.</summary>
    [Description("How many platforms there are: P1, P2, ..., with as many zeros in front as make ids equally long.")]
    [Range(1, InstitutionsMax)]
    public required int Platforms { get; init; }

    /// <summary>How many lenders there are.</summary>
    [Description("How many lenders there are: L1, L2, ...")]
    [Range(1, InstitutionsMax)]
    public required int Lenders { get; init; }

    /// <summary>How many borrowers there are.</summary>
    [Description("How many borrowers there are: B1, B2, ...")]
    [Range(1, InstitutionsMax)]
    public required int Borrowers { get; init; }

    /// <summary>X.</summary>
    [Description("What a borrower borrows on a platform, in the scenario's currency unit: a number, or a distribution such as log-normal or pareto, drawn for each loan.")]
    public required ShockSize Amount { get; init; }

    /// <summary>Market shares.</summary>
    [Description("Under the id of each platform its share of the market, on any scale; 0 for one that is not named. Give this or concentration, or neither: all are alike.")]
    [Range(0, 1e100)]
    public NamedNumbers? Shares { get; init; }

    /// <summary>Zipf's exponent.</summary>
    [Description("How unequal the platforms' shares of the market are: that of the k-th platform goes with k to the power of minus this. Give this or shares.")]
    [Range(0, 10)]
    public double? Concentration { get; init; }

    /// <summary>The probability of a further platform.</summary>
    [Description("Probability that a borrower who borrows on a platform borrows on a further one as well, as long as there is one.")]
    [Range(0, 1)]
    public double Overlap { get; init; }

    /// <summary>How many lenders share a loan.</summary>
    [Description("How many different lenders share a loan, in equal parts, each as likely.")]
    [Range(1, LendersPerLoanMax)]
    public int LendersPerLoan { get; init; } = 1;

    /// <summary>The latest maturity.</summary>
    [Description("Latest period in which a loan falls due; each falls due in one from 1 to this, each as likely. Loans have no maturity unless given.")]
    [Range(1, 1_000_000)]
    public int? Maturity { get; init; }

    /// <summary>How platforms stand for loans.</summary>
    [Description("How platforms stand for loans: their mode. Under pooled, platforms hold the loans, and owe lenders on demand what these gave.")]
    public PlatformMode Mode { get; init; } = PlatformMode.Unsecured;

    /// <summary>Share of a loan that is guaranteed.</summary>
    [Description("With a mode that guarantees: share of a loan that is guaranteed.")]
    [Range(0, 1)]
    public double? Coverage { get; init; }

    /// <summary>How many guarantors there are.</summary>
    [Description("With mode third-party-guaranteed: how many guarantors there are (G1, G2, ...). Platforms are dealt to them in turn.")]
    [Range(1, InstitutionsMax)]
    public int? Guarantors { get; init; }

    /// <summary>What guarantors have.</summary>
    [Description("With mode third-party-guaranteed: cash of a guarantor as a share of what it guarantees.")]
    [Range(0, 1e6)]
    public double GuarantorCash { get; init; } = 0.1;

    /// <summary>What platforms have.</summary>
    [Description("Cash of a platform as a share of the loans on it: a number, or a distribution, drawn for each.")]
    public ShockSize PlatformCash { get; init; } = 0.1;

    /// <summary>How good platforms are.</summary>
    [Description("Quality of a platform, from 0 to 1: a number, or a distribution, drawn for each; not given unless set.")]
    public ShockSize? Quality { get; init; }

    /// <summary>What lenders have besides claims.</summary>
    [Description("Cash of a lender as a share of what it has lent.")]
    [Range(0, 1e6)]
    public double LenderCash { get; init; }

    /// <summary>What borrowers have.</summary>
    [Description("External assets of a borrower as a multiple of what it owes: a number, or a distribution, drawn for each. Unless set a borrower gives nothing but debts.")]
    public ShockSize? BorrowerAssets { get; init; }

    /// <summary>PD.</summary>
    [Description("Probability of default of a borrower, from 0 to 1, for credit shocks: a number, or a distribution, drawn for each; not given unless set.")]
    public ShockSize? DefaultProbability { get; init; }

    /// <summary>ρ.</summary>
    [Description("Share of a borrower's debts that is paid if a credit shock strikes it; not given unless set.")]
    [Range(0, 1)]
    public double? Recovery { get; init; }

    private bool IsGuaranteed => Mode is PlatformMode.PlatformGuaranteed or PlatformMode.ThirdPartyGuaranteed;

    private bool IsByThird => Mode == PlatformMode.ThirdPartyGuaranteed;

    /// <inheritdoc/>
    public override IEnumerable<(string? Key, string Fault)> Faults() => Counts().Concat(Market()).Concat(Sizes()).Concat(Guarantees());

    /// <inheritdoc/>
    public override NetworkSize SizeExpected() => new(
        (double)Platforms + Lenders + Borrowers + (Guarantors ?? 0),
        Borrowers * PlatformsExpected(MarketShares().Count(share => share > 0)) * (LendersPerLoan + (Mode == PlatformMode.Pooled ? 1 : 0)));

    /// <summary>Shares of the market, adding up to 1.</summary>
    internal double[] MarketShares()
    {
        var id = Ids('P', Platforms);
        var named = Shares?.ByName.ToDictionary();
        double[] shares = [.. Enumerable.Range(0, Platforms).Select(platform =>
            named is null ? Elementary.Exp(-(Concentration ?? 0) * Elementary.Log(platform + 1)) : named.GetValueOrDefault(id(platform)))];
        var sum = shares.Sum();
        return [.. shares.Select(share => share / sum)];
    }

    private protected override Network Draw(NetworkDraw draw, bool keepsTerms) => new LoanBooks(this, draw).Build(keepsTerms);

    private IEnumerable<(string? Key, string Fault)> Counts()
    {
        var all = (double)Platforms + Lenders + Borrowers + (Guarantors ?? 0);
        if (all > InstitutionsMax)
        {
            yield return ("borrowers", FormattableString.Invariant($"there are {all:N0} institutions; expected at most {InstitutionsMax:N0}"));
        }

        if (LendersPerLoan > Lenders)
        {
            yield return ("lendersPerLoan", $"'lendersPerLoan' is {LendersPerLoan}; expected at most {Lenders}: so many lenders there are");
        }
    }

    private IEnumerable<(string? Key, string Fault)> Market()
    {
        var (id, isSound) = (Ids('P', Platforms), true);
        foreach (var name in Shares?.ByName.Select(one => one.Key) ?? [])
        {
            if (!name.StartsWith('P') || !int.TryParse(name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1 || number > Platforms || name != id(number - 1))
            {
                isSound = false;
                yield return ($"shares.{name}", $"unknown platform '{name}'; expected one from {id(0)} to {id(Platforms - 1)}");
            }
        }

        if (Shares is not null && Concentration is not null)
        {
            yield return ("concentration", "both 'shares' and 'concentration' are given; expected one of them");
        }

        if (isSound && Shares?.ByName.All(one => one.Value == 0) == true)
        {
            yield return ("shares", "all 'shares' are 0; expected one above 0");
        }
        else if (isSound)
        {
            foreach (var fault in TooMany(SizeExpected().Exposures, "borrowers"))
            {
                yield return fault;
            }
        }
    }

    private IEnumerable<(string? Key, string Fault)> Sizes()
    {
        (string Key, ShockSize? Size, double Min, double Max)[] sizes =
        [
            ("amount", Amount, 1e-100, 1e100), ("platformCash", PlatformCash, 0, 1e6), ("quality", Quality, 0, 1), ("borrowerAssets", BorrowerAssets, 0, 1e6),
            ("defaultProbability", DefaultProbability, 0, 1),
        ];
        return sizes.Where(one => one.Size is not null).Select(one => ((string?)one.Key, NetworkDraw.Fault(one.Key, one.Size!, one.Min, one.Max)!)).Where(one => one.Item2 is not null);
    }

    private IEnumerable<(string? Key, string Fault)> Guarantees()
    {
        if (Coverage is not null && !IsGuaranteed)
        {
            yield return ("coverage", $"'coverage' needs a mode that guarantees, not {Words.Of(Mode)}; leave it out");
        }

        if (IsByThird && Guarantors is null)
        {
            yield return ("mode", "mode third-party-guaranteed has no 'guarantors'; expected how many there are");
        }

        if (!IsByThird && Guarantors is not null)
        {
            yield return ("guarantors", $"'guarantors' needs the mode third-party-guaranteed, not {Words.Of(Mode)}; leave it out");
        }
    }

    /// <summary>On how many platforms a borrower is expected to borrow: 1 + o + o² + ... of those there are.</summary>
    private double PlatformsExpected(int platforms)
    {
        var (expected, next) = (0.0, 1.0);
        for (var further = 0; further < platforms && next > 1e-9; further++, next *= Overlap)
        {
            expected += next;
        }

        return expected;
    }
}
