using Contagion.Model;

namespace Contagion.Networks;

/// <summary>Makes the network of what was added.</summary>
public sealed partial class NetworkBuilder
{
    /// <summary>Makes the network. The builder is empty of exposures afterwards and not to be used again.</summary>
    /// <param name="imbalance">Told the institution and what is wrong for each sheet that cannot balance.</param>
    /// <returns>The network, or null when <paramref name="imbalance"/> was told of any.</returns>
    /// <exception cref="ArgumentException">A sheet cannot balance and <paramref name="imbalance"/> is null.</exception>
    public Network? TryBuild(Action<int, string>? imbalance = null)
    {
        // Before the rows, which add up what differs in platform only.
        var platforms = _exposures.Platform.IsGiven ? LendingPlatforms.Count(_exposures, _institutions.Kinds) : null;
        return TryBuild(ExposureRows.Build(_exposures, Count), platforms, imbalance);
    }

    /// <summary>Makes the network of parts that are known to fit.</summary>
    /// <exception cref="ArgumentException">A balance sheet cannot balance.</exception>
    public Network Build() => TryBuild()!;

    /// <summary>Makes the network on rows that are in order already, instead of on exposures added one by one.</summary>
    /// <param name="rows">Loans of each creditor by ascending debtor, none to itself, none of zero, and none twice that agree in their terms.</param>
    internal Network Build(ExposureRows rows) => TryBuild(rows, null, null)!;

    /// <summary>Makes the network on rows that are in order already; null, and told, when a balance sheet cannot balance.</summary>
    /// <param name="claims">Loans of each creditor by ascending debtor, none to itself, none twice, none of zero.</param>
    /// <param name="reconstructed">The networks it is one of, where it is one of several.</param>
    /// <param name="imbalance">As in <see cref="TryBuild(Action{int, string}?)"/>.</param>
    internal Network? TryBuild(CompressedRows claims, ReconstructedNetworks? reconstructed, Action<int, string>? imbalance = null) =>
        TryBuild(ExposureRows.Of(claims, [], [], null), null, imbalance, reconstructed);

    private Network? TryBuild(ExposureRows rows, int[]? platforms, Action<int, string>? imbalance, ReconstructedNetworks? reconstructed = null)
    {
        var empty = CompressedRows.Empty(Count);
        var holdings = _holdings.Build(empty);
        var assetHoldings = _assetHoldings.Build(empty);
        var units = assetHoldings.Count == 0 ? null : assetHoldings.RowSums();
        var (networkAssets, networkLiabilities) = (rows.Claims.RowSums(), rows.Debts.RowSums());
        var isSound = HoldingRows.CheckShares(holdings, Ids, Tell);
        if (!isSound || HoldingRows.BookValue(holdings, EquityWithoutHoldings, Tell) is not { } holdingsValue)
        {
            return null;
        }

        var sheets = new BalanceSheet[Count];
        Ranges.ForEach(Count, (first, end) =>
        {
            for (var institution = first; institution < end; institution++)
            {
                if (Balance(institution) is not null)
                {
                    Volatile.Write(ref isSound, false);
                }
            }
        });
        if (isSound)
        {
            var ties = new Ties(holdings, [.. _assets], assetHoldings, _guarantees.Build(empty), _services.Build(empty), [.. _payments]);
            return new Network(_institutions, _indexOf, sheets, rows, ties, platforms) { Features = _features, Reconstructed = reconstructed };
        }

        for (var institution = 0; institution < sheets.Length; institution++)
        {
            if (Balance(institution) is { } fault)
            {
                Tell(institution, fault);
            }
        }

        return null;

        string? Balance(int institution)
        {
            var (given, held) = (_institutions.At(institution), units?[institution] ?? 0);
            return reconstructed is { MeetMarginals: false }
                ? BalanceSheet.TryBalanceRaised(given, networkAssets[institution], networkLiabilities[institution], holdingsValue[institution], held, out sheets[institution])
                : BalanceSheet.TryBalance(given, networkAssets[institution], networkLiabilities[institution], holdingsValue[institution], held, out sheets[institution]);
        }

        void Tell(int institution, string fault) => (imbalance ?? ((_, message) => throw new ArgumentException(message)))(institution, fault);

        (double Own, bool IsGiven) EquityWithoutHoldings(int institution)
        {
            var given = _institutions.At(institution);
            _ = BalanceSheet.TryBalance(given with { Equity = null }, networkAssets[institution], networkLiabilities[institution], 0, units?[institution] ?? 0, out var sheet);
            return given.Equity is { } equity ? (equity, true) : (sheet.Equity, false);
        }
    }
}
