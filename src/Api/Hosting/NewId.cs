using System.Security.Cryptography;
using System.Text;

namespace Contagion.Api;

/// <summary>Ids of what a server keeps: 32 hexadecimal digits.</summary>
internal static class NewId
{
    /// <summary>An id that nothing has yet.</summary>
    public static string Next() => Guid.NewGuid().ToString("N");

    /// <summary>The id of what a caller asks for under a key of its own: the same key, the same id.</summary>
    /// <param name="tenant">The caller's tenant.</param>
    /// <param name="kind">What is asked for.</param>
    /// <param name="key">The key; null for none.</param>
    public static string Of(string tenant, string kind, string? key) => key is null
        ? Next()
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{tenant.Length}:{tenant}{kind}:{key}")))[..32];
}
