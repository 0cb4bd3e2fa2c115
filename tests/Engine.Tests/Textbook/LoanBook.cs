namespace Contagion.Engine.Tests.Textbook;

/// <summary>A platform that owes on demand and has lent for longer, loan by loan. Source: models.md 4.3.</summary>
internal sealed class LoanBook(double cash, double claims, double[] ladder, double discount, double gate)
{
    private readonly double[] _loans = [.. ladder];
    private int _period;

    public double Cash { get; private set; } = cash;

    public double Claims { get; private set; } = claims;

    public double Paid { get; private set; }

    public double Sold { get; private set; }

    public double Shortfall { get; private set; }

    public double Equity => Cash + _loans.Sum() - Claims;

    /// <summary>A period in which a share of the claims is asked back; nothing happens any more after a default.</summary>
    public void Step(double rate)
    {
        (Paid, Sold) = (0, 0);
        if (Shortfall > 0)
        {
            return;
        }

        if (_period < _loans.Length)
        {
            Cash += _loans[_period];
            _loans[_period++] = 0;
        }

        var allowed = Math.Min(rate * Claims, gate * Claims);
        var fromCash = Math.Min(allowed, Cash);
        Cash -= fromCash;
        var (need, face) = (allowed - fromCash, _loans.Sum());
        Sold = discount < 1 ? Math.Min(face, need / (1 - discount)) : 0;
        var share = face > 0 ? Sold / face : 0;
        for (var loan = 0; loan < _loans.Length; loan++)
        {
            _loans[loan] -= share * _loans[loan];
        }

        // What is missing by rounding alone is not missing.
        var missing = need - (Sold * (1 - discount));
        Shortfall = missing > 1e-12 * Claims ? missing : 0;
        Paid = allowed - Shortfall;
        Claims -= Paid;
    }
}
