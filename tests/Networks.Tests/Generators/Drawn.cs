namespace Contagion.Networks.Tests.Generators;

/// <summary>What tests ask of drawn networks.</summary>
internal static class Drawn
{
    /// <summary>How far a count may be off, in standard deviations: a right generator goes beyond once in two million draws, and the seeds are fixed.</summary>
    public const double Deviations = 5;

    public static List<(int Creditor, int Debtor)> Links(Network network)
    {
        var links = new List<(int, int)>();
        for (var creditor = 0; creditor < network.Count; creditor++)
        {
            foreach (var debtor in network.Claims.Column[network.Claims.Start[creditor]..network.Claims.Start[creditor + 1]])
            {
                links.Add((creditor, debtor));
            }
        }

        return links;
    }

    /// <summary>Every bit that a network has of its model.</summary>
    public static string Bits(Network network)
    {
        var hash = System.Security.Cryptography.IncrementalHash.CreateHash(System.Security.Cryptography.HashAlgorithmName.SHA256);
        Add(network.Claims.Start);
        Add(network.Claims.Column);
        Add(network.Claims.Amount);
        Add(network.Debts.Start);
        Add(network.Debts.Column);
        Add(network.Debts.Amount);
        Add(network.ClaimOfDebt.Span);
        Add(network.ClaimType.Span);
        Add(network.Sheets);
        Add(network.DefaultProbability);
        if (network.Terms is { } terms)
        {
            Add(terms.Platform);
            Add(terms.Guarantor);
            Add(terms.Maturity);
            Add(terms.Coverage);
        }

        for (var institution = 0; institution < network.Count; institution++)
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes($"{network.Ids[institution]},{network.GroupOf(institution)},{network.PlatformsOf(institution)};"));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Add<T>(ReadOnlySpan<T> column)
            where T : unmanaged => hash.AppendData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(column));
    }

    /// <summary>A count of independent coins is near its mean.</summary>
    public static void AssertCount(double expected, double variance, double count, string what) => Assert.True(
        Math.Abs(count - expected) <= Deviations * Math.Sqrt(variance),
        FormattableString.Invariant($"{what}: {count}, expected {expected:F1}, {Math.Abs(count - expected) / Math.Sqrt(variance):F1} standard deviations of {Math.Sqrt(variance):F1} off"));
}
