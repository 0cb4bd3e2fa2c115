namespace Contagion.Engine;

/// <summary>A payment that one institution is to make to another.</summary>
/// <param name="Payer">Who pays.</param>
/// <param name="Payee">Who is paid; not the payer.</param>
/// <param name="Amount">How much, finite and not negative.</param>
/// <param name="Period">The period in which it enters the queue.</param>
internal readonly record struct QueuedPayment(int Payer, int Payee, double Amount, int Period = 0);
