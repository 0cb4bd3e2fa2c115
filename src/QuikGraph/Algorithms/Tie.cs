namespace Contagion.QuikGraphs;

/// <summary>What two institutions have with each other, whoever owes.</summary>
/// <param name="One">Index of the one that comes first in the network.</param>
/// <param name="Other">Index of the other.</param>
/// <param name="Amount">Their claims on each other, both ways together, in the network's currency unit.</param>
/// <param name="Distance">How far apart they are, in the unit of the distance that was asked for.</param>
public readonly record struct Tie(int One, int Other, double Amount, double Distance);
