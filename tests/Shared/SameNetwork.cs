using Contagion.Networks;

namespace Contagion.Tests;

/// <summary>Two networks are the same in all that can be asked of them, to the last bit.</summary>
internal static class SameNetwork
{
    public static void Assert(Network expected, Network actual)
    {
        Xunit.Assert.Equal(expected.Ids, actual.Ids);
        for (var institution = 0; institution < expected.Count; institution++)
        {
            Xunit.Assert.Equal(expected.Given(institution), actual.Given(institution));
            Xunit.Assert.Equal(expected.PlatformsOf(institution), actual.PlatformsOf(institution));
        }

        Xunit.Assert.Equal(expected.Sheets.ToArray(), actual.Sheets.ToArray());
        Rows(expected.Claims, actual.Claims);
        Rows(expected.Debts, actual.Debts);
        Xunit.Assert.Equal(expected.ClaimType.ToArray(), actual.ClaimType.ToArray());
        Xunit.Assert.Equal(expected.ClaimSeniority.ToArray(), actual.ClaimSeniority.ToArray());
        Rows(expected.Holdings, actual.Holdings);
        Rows(expected.Guarantees, actual.Guarantees);
        Rows(expected.Services.Rows, actual.Services.Rows);
        Xunit.Assert.Equal(expected.Services.Need.ToArray(), actual.Services.Need.ToArray());
        Xunit.Assert.Equal(expected.Payments.ToArray(), actual.Payments.ToArray());
        Xunit.Assert.Equal(expected.AssetNames, actual.AssetNames);
        Rows(expected.AssetHoldings, actual.AssetHoldings);
        Terms(expected.Terms, actual.Terms);
        Features(expected.Features, actual.Features);
    }

    private static void Rows(CompressedRows expected, CompressedRows actual)
    {
        Xunit.Assert.Equal(expected.Start.ToArray(), actual.Start.ToArray());
        Xunit.Assert.Equal(expected.Column.ToArray(), actual.Column.ToArray());
        Xunit.Assert.Equal(expected.Amount.ToArray(), actual.Amount.ToArray());
    }

    private static void Terms(ClaimTerms? expected, ClaimTerms? actual)
    {
        Xunit.Assert.Equal(expected is null, actual is null);
        if (expected is null || actual is null)
        {
            return;
        }

        Xunit.Assert.Equal(expected.Platform.ToArray(), actual.Platform.ToArray());
        Xunit.Assert.Equal(expected.Guarantor.ToArray(), actual.Guarantor.ToArray());
        Xunit.Assert.Equal(expected.Coverage.ToArray(), actual.Coverage.ToArray());
        Xunit.Assert.Equal(expected.Maturity.ToArray(), actual.Maturity.ToArray());
        Xunit.Assert.Equal(expected.Collateral.ToArray(), actual.Collateral.ToArray());
        Xunit.Assert.Equal(expected.Pledge.ToArray(), actual.Pledge.ToArray());
        Xunit.Assert.Equal(expected.Pledges, actual.Pledges);

        // Numbers that say which claim came before which.
        Xunit.Assert.Equal(Order(expected.Registration.ToArray()), Order(actual.Registration.ToArray()));
    }

    private static int[] Order(int[] registration) => [.. Enumerable.Range(0, registration.Length).OrderBy(claim => registration[claim])];

    private static void Features(Features? expected, Features? actual)
    {
        Xunit.Assert.Equal(expected is null, actual is null);
        Xunit.Assert.Equal(expected?.Names, actual?.Names);
        for (var institution = 0; institution < expected?.Count; institution++)
        {
            Xunit.Assert.Equal(expected.IsGiven(institution), actual!.IsGiven(institution));
            Xunit.Assert.All(expected.Names, name => Xunit.Assert.Equal(expected.Of(name)[institution], actual.Of(name)[institution]));
        }
    }
}
