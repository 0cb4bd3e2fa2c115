using System.Globalization;
using Contagion.Model;

namespace Contagion.Engine.Tests.Periods;

/// <summary>The identities of models.md 0.5 that books of any kind must keep.</summary>
internal static class NaiveAudit
{
    /// <summary>Rounding of a few thousand sums, relative to everything there is.</summary>
    private const double Tolerance = 1e-11;

    /// <summary>Fails where money came from nowhere or went there.</summary>
    public static void Check(NaiveEconomy economy, string when)
    {
        var size = economy.Institutions.Sum(institution => Math.Abs(institution.InitialEquity) + (institution.Tolerance * 1e9));
        var lost = economy.Institutions.Sum(institution => institution.InitialEquity - economy.Wealth(institution))
            + economy.Tally.OutsideLoss + economy.Tally.PublicLoss;
        True(Math.Abs(lost - economy.Tally.Destroyed) <= Tolerance * size, $"{when}, everybody together lost {lost}, but {economy.Tally.Destroyed} was destroyed");
        foreach (var institution in economy.Open)
        {
            var slack = Tolerance * size;
            True(
                institution.Cash >= -slack,
                $"{when}, {institution} has {institution.Cash} of cash");
            True(
                institution.Reserve >= -slack && (institution.External >= -slack || institution.IsUnseen) && institution.Trust >= -slack && institution.TrustDeficiency >= -slack
                && institution.Deposits >= -slack && institution.OtherDebts >= -slack,
                $"{when}, {institution} has a negative item");
        }

        True(economy.Claims.TrueForAll(claim => claim.Amount >= 0 && !claim.Debtor.IsClosed && claim.Creditor is not { IsClosed: true }), $"{when}, somebody closed has claims or debts");
    }

    private static void True(bool isSound, FormattableString fault) => Assert.True(isSound, fault.ToString(CultureInfo.InvariantCulture));
}
