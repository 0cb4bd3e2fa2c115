using Contagion.Model;

namespace Contagion.Cli;

/// <summary>Where a cluster is reached.</summary>
internal abstract class ClusterAddress
{
    private const string Name = "--cluster";

    private const string Expected = "expected the URL of a silo, such as http://127.0.0.1:8080, or several with commas between them, or the connection string of the cluster's database, such as Host=127.0.0.1;Database=contagion;Username=contagion";

    /// <summary>What an option names: URLs of silos with commas between them, or the connection string of a database.</summary>
    /// <exception cref="InputException">It is neither.</exception>
    public static ClusterAddress Parse(string text)
    {
        var faults = new Faults();
        // A URL may have an equals sign in it, a connection string no scheme before its first one.
        ClusterAddress? address = text.Split('=')[0].Contains("://", StringComparison.Ordinal) || !text.Contains('=') ? ParseUrls(text, faults) : ParseConnection(text, faults);
        faults.ThrowIfAny();
        return address!;
    }

    /// <summary>Addresses of silos that were alive a moment ago; at least one.</summary>
    /// <exception cref="IOException">There are none, or they cannot be found; the message says why.</exception>
    public abstract Task<IReadOnlyList<Uri>> Find(CancellationToken cancellationToken);

    private static NamedSilos ParseUrls(string text, Faults faults)
    {
        var silos = new List<Uri>();
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (Uri.TryCreate(part.EndsWith('/') ? part : part + "/", UriKind.Absolute, out var silo) && silo.Scheme is "http" or "https")
            {
                silos.Add(silo);
            }
            else
            {
                faults.Add(Name, 1, 1, $"'{part}' is no address; {Expected}");
            }
        }

        if (silos.Count == 0 && faults.Count == 0)
        {
            faults.Add(Name, 1, 1, $"names no address; {Expected}");
        }

        return new NamedSilos(silos);
    }

    private static ClusterDatabase? ParseConnection(string text, Faults faults)
    {
        try
        {
            return new ClusterDatabase(text);
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException)
        {
            // Not quoted: there may be a password in it.
            faults.Add(Name, 1, 1, $"is no connection string of PostgreSQL ({wrong.Message}); {Expected}");
            return null;
        }
    }
}
