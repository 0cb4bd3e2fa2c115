using Contagion.Model;

namespace Contagion.Api;

/// <summary>Where a server may listen.</summary>
internal static class Listening
{
    /// <summary>Refuses to let a server without keys be reached from elsewhere.</summary>
    /// <exception cref="InputException">It has none, and is to listen where others reach it.</exception>
    public static void Check(ServerSettings settings, KeyStore keys)
    {
        var faults = new Faults();
        foreach (var url in settings.Addresses)
        {
            if (!Uri.TryCreate(url.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal), UriKind.Absolute, out var address)
                || address.Scheme is not ("http" or "https"))
            {
                faults.Add("--urls", 1, 1, $"'{url}' is no address to listen on; expected one such as http://127.0.0.1:5080");
            }
            else if (!keys.IsOn && !Gate.IsLoopback(address.Host))
            {
                faults.Add("--urls", 1, 1, $"others reach '{url}', and the server has no keys: whoever does could do anything; make a key first (contagion keys add NAME --role admin --data {settings.Data}), or listen on http://127.0.0.1:{address.Port}");
            }
        }

        faults.ThrowIfAny();
    }
}
