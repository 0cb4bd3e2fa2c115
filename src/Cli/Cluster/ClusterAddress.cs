using Contagion.Model;

namespace Contagion.Cli;

/// <summary>Where a cluster is reached.</summary>
internal static class ClusterAddress
{
    private const string Name = "--cluster";

    /// <summary>The addresses of silos that an option names, separated by commas.</summary>
    /// <exception cref="InputException">One of them is none.</exception>
    public static IReadOnlyList<Uri> Parse(string text)
    {
        var (faults, silos) = (new Faults(), new List<Uri>());
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (Uri.TryCreate(part.EndsWith('/') ? part : part + "/", UriKind.Absolute, out var silo) && silo.Scheme is "http" or "https")
            {
                silos.Add(silo);
            }
            else
            {
                faults.Add(Name, 1, 1, $"'{part}' is no address; expected the URL of a silo, such as http://127.0.0.1:8080, or several with commas between them");
            }
        }

        if (silos.Count == 0 && faults.Count == 0)
        {
            faults.Add(Name, 1, 1, "names no address; expected the URL of a silo, such as http://127.0.0.1:8080");
        }

        faults.ThrowIfAny();
        return silos;
    }
}
