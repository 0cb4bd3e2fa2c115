using Contagion.Model;

namespace Contagion.Networks;

/// <summary>A model that can draw networks. Deriving a sealed record from this is all it takes to add one: the scenario file and the schema
/// find it by its name and its parameters.</summary>
public abstract record NetworkModel : NetworkGenerator
{
    /// <summary>The most institutions a model draws: ids, sheets and rows of so many take a few gigabytes.</summary>
    public const int InstitutionsMax = 10_000_000;

    /// <summary>The most exposures a model may be expected to draw; each takes 28 bytes, and as much again while rows are sorted.</summary>
    public const int ExposuresMax = 200_000_000;

    /// <summary>What is wrong with the parameters taken together, with the key that is to blame (<c>balance.size</c> for one further down);
    /// empty when nothing is.</summary>
    public virtual IEnumerable<(string? Key, string Fault)> Faults() => [];

    /// <summary>How large a network is expected to be, known before it is drawn. Parameters that have faults have no meaningful size.</summary>
    public abstract NetworkSize SizeExpected();

    /// <summary>Draws the network of a replication. The same seed and replication give the same network, whoever asks and in whatever order.</summary>
    /// <param name="seed">The scenario's seed.</param>
    /// <param name="replication">Index of the replication; 0 for the network that all share.</param>
    /// <param name="keepsTerms">Whether terms of claims are kept, for mechanisms that ask for them.</param>
    /// <param name="threads">Worker threads; null for one a processor. Never changes the network.</param>
    /// <exception cref="DrawException">What was drawn cannot be made a network of these parameters.</exception>
    public Network Draw(ulong seed, uint replication, bool keepsTerms = false, int? threads = null) =>
        Draw(new NetworkDraw(seed, replication, threads), keepsTerms);

    /// <summary>Draws the network.</summary>
    private protected abstract Network Draw(NetworkDraw draw, bool keepsTerms);

    /// <summary>Tells a number of exposures that is too large; empty when it is not.</summary>
    /// <param name="expected">How many exposures a network has on average.</param>
    /// <param name="key">The key to blame.</param>
    private protected static IEnumerable<(string? Key, string Fault)> TooMany(double expected, string key) => expected <= ExposuresMax ? [] :
    [
        (key, FormattableString.Invariant($"the network would have about {expected:N0} exposures; expected at most {ExposuresMax:N0}")),
    ];

    /// <summary>Ids of institutions: a letter and a number from 1, with as many zeros in front as make them equally long.</summary>
    /// <param name="letter">The letter.</param>
    /// <param name="count">How many there are.</param>
    internal static Func<int, string> Ids(char letter, int count)
    {
        var digits = Digits(count);
        return number => string.Create(1 + digits, (letter, number + 1), static (id, of) =>
        {
            id[0] = of.letter;
            for (var (at, left) = (id.Length - 1, of.Item2); at > 0; at--, left /= 10)
            {
                id[at] = (char)('0' + (left % 10));
            }
        });
    }

    private static int Digits(int number) => number < 10 ? 1 : 1 + Digits(number / 10);
}
