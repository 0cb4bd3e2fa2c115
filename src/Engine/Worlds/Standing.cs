namespace Contagion.Engine;

/// <summary>How an institution of a world stands.</summary>
/// <param name="Worth">What it is worth.</param>
/// <param name="Shocked">What it would be worth if shocks were all that reached it.</param>
/// <param name="Distress">Its distress; 0 where the mechanism measures none.</param>
/// <param name="DefaultedAt">Steps taken when it was first seen in default; −1 where it is not.</param>
/// <param name="Last">Place of its last change in the <see cref="ChangeLog"/>.</param>
internal readonly record struct Standing(double Worth, double Shocked, double Distress, long DefaultedAt, long Last);
