using System.ComponentModel;

namespace Contagion.Networks;

/// <summary>Where it is known how many debtors and creditors each has: links are drawn to those numbers on average, and amounts to the totals on average.</summary>
/// <remarks><see cref="ConfigurationModel"/> says how.</remarks>
public sealed record Configuration : Reconstruction
{
    /// <summary>Every pair is looked at again and again, so that time grows with the square of the institutions: here it is a good part of an hour.</summary>
    public const int InstitutionsMax = 20_000;

    /// <inheritdoc/>
    public override string Name => "configuration";

    /// <inheritdoc/>
    public override bool IsRandom => true;

    /// <inheritdoc/>
    public override bool MeetsMarginals => false;

    /// <summary>What a link carries.</summary>
    [Description("What a link carries: exponential, an amount drawn about the one expected; or expected, that one itself.")]
    public LinkAmounts Amounts { get; init; }

    /// <inheritdoc/>
    public override IEnumerable<(string? Key, string Fault)> Faults(Marginals marginals)
    {
        if (marginals.Degrees is not { } degrees)
        {
            return [("marginals", "the method configuration needs the columns debtors and creditors, how many others each institution lends to and owes; expected them in the file, or another method")];
        }

        if (marginals.Count > InstitutionsMax)
        {
            return [("method", FormattableString.Invariant($"there are {marginals.Count:N0} institutions; expected at most {InstitutionsMax:N0} for the method configuration, or another method"))];
        }

        if (degrees.Links > ExposuresMax)
        {
            return [("marginals", FormattableString.Invariant($"debtors add up to {degrees.Links:N0}; expected at most {ExposuresMax:N0}"))];
        }

        return marginals.Total > 0 && degrees.Deadlock() is { } fault ? [("marginals", fault)]
            : marginals.Hub is { } hub ? [("marginals", FormattableString.Invariant($"institution {hub + 1} of the file is on one side of every claim, so that all links are known; expected another method"))]
            : [];
    }

    /// <inheritdoc/>
    public override NetworkSize SizeExpected(Marginals marginals) => new(marginals.Count, marginals.Degrees?.Links ?? 0);

    /// <inheritdoc/>
    public override Func<ulong, uint, CompressedRows> Prepare(Marginals marginals)
    {
        if (marginals.Total == 0)
        {
            var none = CompressedRows.Empty(marginals.Count);
            return (_, _) => none;
        }

        var model = ConfigurationModel.Of(marginals);
        return (seed, sample) => model.Draw(seed, sample, Amounts == LinkAmounts.Expected);
    }
}

/// <summary>What links of the configuration model carry.</summary>
public enum LinkAmounts
{
    /// <summary>Exponential amounts about the expected one.</summary>
    Exponential,

    /// <summary>The amount expected of a link that is there.</summary>
    Expected,
}
