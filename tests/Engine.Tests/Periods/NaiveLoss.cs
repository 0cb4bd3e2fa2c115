namespace Contagion.Engine.Tests.Periods;

/// <summary>What the owner of a claim lost on it.</summary>
/// <param name="Claim">The claim, as it was.</param>
/// <param name="Amount">What was lost.</param>
/// <param name="IsEvent">Lost in a credit event, and not because the debtor failed in clearing.</param>
internal sealed record NaiveLoss(NaiveClaim Claim, double Amount, bool IsEvent);
