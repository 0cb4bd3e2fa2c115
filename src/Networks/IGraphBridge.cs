namespace Contagion.Networks;

/// <summary>What a bridge to a library of graphs does with networks, for programs that run with and without one.</summary>
public interface IGraphBridge
{
    /// <summary>Whether the end of a file's name stands for a format of graphs.</summary>
    bool Knows(string path);

    /// <summary>Reads a network from a file of a format that it knows.</summary>
    /// <exception cref="Model.InputException">The file is not there, or wrong; every fault is told.</exception>
    Network Read(string path);

    /// <summary>Writes a network to a file of a format that it knows.</summary>
    /// <exception cref="ArgumentException">The format cannot write a character of an id or a name.</exception>
    void Write(Network network, string path);

    /// <summary>How much of what a creditor is owed rests, through others, on a debtor, in the network's currency unit.</summary>
    /// <param name="network">The network.</param>
    /// <param name="creditor">Index of the creditor.</param>
    /// <param name="debtor">Index of the debtor; another one.</param>
    double Flow(Network network, int creditor, int debtor);

    /// <summary>The claims of a chain from a creditor to a debtor that has as few of them as any, the creditor's own first; null where none leads there.</summary>
    IReadOnlyList<(int Creditor, int Debtor, double Amount)>? Chain(Network network, int creditor, int debtor);
}
