namespace Contagion.Engine;

/// <summary>How an institution pays what is asked back: from cash, then by selling loans before they are due.</summary>
/// <param name="Paid">All that is paid, never more than is due (money).</param>
/// <param name="FromCash">The part of it paid from cash (money).</param>
/// <param name="Sold">Face value of the loans sold for the rest (money).</param>
/// <param name="Shortfall">What cannot be paid (money).</param>
internal readonly record struct Payout<TLanes>(TLanes Paid, TLanes FromCash, TLanes Sold, TLanes Shortfall)
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>Pays what is due as far as cash and loans go.</summary>
    /// <param name="due">What is to be paid, at least 0 (money).</param>
    /// <param name="cash">Cash, at least 0 (money).</param>
    /// <param name="loans">Face value of loans that can be sold, at least 0 (money).</param>
    /// <param name="discount">Share of its face value that a loan loses when sold, in [0, 1]; at 1 nothing is sold.</param>
    /// <remarks>Face value sold is need/(1 − discount), at most all. <c>models.md</c> 4.3.</remarks>
    public static Payout<TLanes> Of(TLanes due, TLanes cash, TLanes loans, double discount)
    {
        var fromCash = TLanes.Min(due, cash);
        var need = due - fromCash;
        if (!(discount < 1))
        {
            return new(fromCash, fromCash, TLanes.Zero, need);
        }

        var price = TLanes.Of(1 - discount);
        var face = need / price;
        var isEnough = TLanes.IsAtMost(face, loans);
        var raised = loans * price;

        // Where loans are enough, all is paid to the last bit, whatever the parts of it were rounded to.
        return new(
            TLanes.Select(isEnough, due, TLanes.Min(due, fromCash + raised)), fromCash, TLanes.Select(isEnough, face, loans), ~isEnough & TLanes.Max(TLanes.Zero, need - raised));
    }
}
