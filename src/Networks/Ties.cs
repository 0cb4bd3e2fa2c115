namespace Contagion.Networks;

/// <summary>What ties institutions to each other besides claims.</summary>
/// <param name="Holdings">Shares of equity, one row a holder.</param>
/// <param name="Guarantees">Promises, one row a beneficiary.</param>
/// <param name="Services">Services, one row a dependent.</param>
internal sealed record Ties(CompressedRows Holdings, CompressedRows Guarantees, Services Services);
