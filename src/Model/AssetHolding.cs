namespace Contagion.Model;

/// <summary>Units of a marketable asset that an institution holds.</summary>
/// <param name="Holder">Index of the holder.</param>
/// <param name="Asset">Index of the asset.</param>
/// <param name="Units">Units held, at least 0; each is worth 1 before anything is sold.</param>
public readonly record struct AssetHolding(int Holder, int Asset, double Units);
