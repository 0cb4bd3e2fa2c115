using Contagion.Networks;

namespace Contagion.QuikGraphs;

/// <summary>The bridge as the <c>contagion</c> command finds it where it is installed.</summary>
public sealed class GraphBridge : IGraphBridge
{
    /// <inheritdoc/>
    public bool Knows(string path) => GraphFile.FormatOf(path) is not null;

    /// <inheritdoc/>
    public Network Read(string path) => GraphFile.Read(path);

    /// <inheritdoc/>
    public void Write(Network network, string path) => GraphFile.Write(network, path);

    /// <inheritdoc/>
    public double Flow(Network network, int creditor, int debtor) => ClaimFlow.Maximum(network, creditor, debtor);

    /// <inheritdoc/>
    public IReadOnlyList<(int Creditor, int Debtor, double Amount)>? Chain(Network network, int creditor, int debtor) =>
        ClaimChains.Cheapest(network, creditor, debtor, _ => 1) is { } chain ? [.. chain.Select(claim => (claim.Creditor, claim.Debtor, claim.Amount))] : null;
}
