using Contagion.Model;

namespace Contagion.Networks;

/// <summary>A method that makes networks of marginals. Deriving a sealed record from this is all it takes to add one: the scenario file and
/// the schema find it by its name and its parameters.</summary>
public abstract record Reconstruction : NetworkReconstruction
{
    /// <summary>The most exposures a reconstructed network may have; each takes 28 bytes, and as much again while rows are sorted.</summary>
    public const int ExposuresMax = NetworkModel.ExposuresMax;

    /// <summary>Whether there is more than one network to draw.</summary>
    public abstract bool IsRandom { get; }

    /// <summary>Whether networks have the marginals, rather than on average.</summary>
    public virtual bool MeetsMarginals => true;

    /// <summary>Whether replications differ in their networks.</summary>
    public bool HasOwnNetworks => IsRandom && Samples != 1;

    /// <summary>What is wrong with the parameters for these marginals, with the key that is to blame; empty when nothing is.</summary>
    public abstract IEnumerable<(string? Key, string Fault)> Faults(Marginals marginals);

    /// <summary>Finds out what all networks of these marginals have in common, and hands out what draws them.</summary>
    /// <param name="marginals">The marginals; with them the parameters have no faults.</param>
    /// <returns>Given the scenario's seed and the index of a sample, the claims: a row a creditor. The same for the same two, whoever asks and
    /// in whatever order, from any thread. Fails with <see cref="ReconstructionException"/>.</returns>
    public abstract Func<ulong, uint, CompressedRows> Prepare(Marginals marginals);

    /// <summary>How large a network is expected to be, known before it is made.</summary>
    /// <param name="marginals">The marginals.</param>
    public virtual NetworkSize SizeExpected(Marginals marginals) => new(marginals.Count, marginals.Pairs);

    /// <summary>What is wrong with a density.</summary>
    /// <param name="density">Links as a share of all pairs.</param>
    /// <param name="marginals">The marginals.</param>
    /// <param name="linksMin">The fewest links that can be asked for.</param>
    private protected static IEnumerable<(string? Key, string Fault)> DensityFaults(double density, Marginals marginals, long linksMin)
    {
        var (links, pairs) = (LinksOf(density, marginals), marginals.Pairs);
        if (marginals.Total == 0 || marginals.Hub is not null)
        {
            yield break;
        }

        // A density that was computed of the number of links may miss it by rounding.
        if (links > pairs * (1 + 1e-12))
        {
            yield return ("density", FormattableString.Invariant(
                $"'density' {density:R} asks for {links:N1} links; expected at most {pairs:N0}, those between a creditor with network_assets and another institution with network_liabilities"));
        }
        else if (links < linksMin)
        {
            yield return ("density", FormattableString.Invariant(
                $"'density' {density:R} asks for {links:N1} links; expected at least {linksMin:N0}, since {marginals.Creditors:N0} creditors and {marginals.Debtors:N0} debtors cannot do with fewer unless some of them happen to match"));
        }
        else if (links > ExposuresMax)
        {
            yield return ("density", FormattableString.Invariant($"'density' {density:R} asks for {links:N0} links; expected at most {ExposuresMax:N0}"));
        }
    }

    /// <summary>Links that a density asks for.</summary>
    private protected static double LinksOf(double density, Marginals marginals) => density * marginals.Count * (marginals.Count - 1.0);
}
