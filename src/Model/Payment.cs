namespace Contagion.Model;

/// <summary>A payment that waits to be settled.</summary>
/// <param name="Id">Its name; unique in a network.</param>
/// <param name="Payer">Index of the institution that pays.</param>
/// <param name="Payee">Index of the institution that is paid.</param>
/// <param name="Amount">Amount paid, above 0.</param>
/// <param name="At">Period in which it is to be settled, from 0.</param>
public readonly record struct Payment(string Id, int Payer, int Payee, double Amount, int At = 0);
