using Contagion.Model;

namespace Contagion.Networks;

/// <summary>What institutions have to do with each other and with markets besides claims.</summary>
/// <param name="Holdings">Shares of equity, one row a holder.</param>
/// <param name="AssetNames">Names of marketable assets.</param>
/// <param name="AssetHoldings">Units of them, one row a holder.</param>
/// <param name="Guarantees">Promises, one row a beneficiary.</param>
/// <param name="Services">Services, one row a dependent.</param>
/// <param name="Payments">Payments, in input order.</param>
internal sealed record Ties(
    CompressedRows Holdings, IReadOnlyList<string> AssetNames, CompressedRows AssetHoldings, CompressedRows Guarantees, Services Services, Payment[] Payments);
