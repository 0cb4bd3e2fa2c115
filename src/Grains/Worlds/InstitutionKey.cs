namespace Contagion.Grains;

/// <summary>Keys of <see cref="IInstitutionGrain"/>: names of worlds have no slash, ids of institutions may.</summary>
internal static class InstitutionKey
{
    public static string Of(string world, string institution) => $"{world}/{institution}";

    public static (string World, string Institution) Parts(string key) => key.IndexOf('/') is >= 0 and var slash ? (key[..slash], key[(slash + 1)..]) : ("", key);
}
