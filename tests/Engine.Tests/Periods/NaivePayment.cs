namespace Contagion.Engine.Tests.Periods;

/// <summary>A payment that waits to be settled.</summary>
/// <param name="payer">Who pays.</param>
/// <param name="payee">Who is paid.</param>
/// <param name="amount">What is paid.</param>
/// <param name="at">The period from which it waits.</param>
/// <param name="row">Its row in the file.</param>
internal sealed class NaivePayment(NaiveInstitution payer, NaiveInstitution payee, double amount, int at, int row)
{
    public NaiveInstitution Payer => payer;

    public NaiveInstitution Payee => payee;

    public double Amount => amount;

    public int At => at;

    public int Row => row;

    /// <summary>The period in which it was settled; null while it waits.</summary>
    public int? SettledIn { get; set; }

    /// <summary>It will never be settled.</summary>
    public bool IsCancelled { get; set; }
}
