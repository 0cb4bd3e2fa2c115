namespace Contagion.QuikGraphs;

/// <summary>An edge as it is written.</summary>
/// <param name="Source">Index of the creditor; the beneficiary, the dependent, the holder or the payer.</param>
/// <param name="Target">Index of the debtor; the guarantor, the provider, the issuer or the payee.</param>
/// <param name="Amount">Its amount, efficiency or share.</param>
/// <param name="Type">The word of its type.</param>
/// <param name="Position">Where it stands among those of its type: of a claim its position in the rows, of a payment its number, of a service its entry.</param>
internal readonly record struct WrittenEdge(int Source, int Target, double Amount, string Type, int Position);
