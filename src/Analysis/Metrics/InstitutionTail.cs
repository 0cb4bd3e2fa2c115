namespace Contagion.Analysis;

/// <summary>What the tail has to do with one institution. All numbers are in the unit of the losses.</summary>
/// <param name="ValueAtRisk">VaR of its own loss.</param>
/// <param name="ExpectedShortfall">ES of its own loss.</param>
/// <param name="MarginalExpectedShortfall">MES: its mean loss over scenarios in which the system loses more than its VaR.</param>
/// <param name="CoVar">VaR of the system's loss over scenarios in which this one loses at least its own VaR.</param>
/// <param name="DeltaCoVar">CoVaR less the VaR of the system's loss over scenarios in which this one loses at most its median.</param>
public sealed record InstitutionTail(double ValueAtRisk, double ExpectedShortfall, Estimate MarginalExpectedShortfall, Estimate CoVar, Estimate DeltaCoVar);
