namespace Contagion.Model;

/// <summary>A share of one institution's equity that another holds.</summary>
/// <param name="Holder">Index of the holder.</param>
/// <param name="Issuer">Index of the institution whose equity is held.</param>
/// <param name="Fraction">Share of the issuer's equity, in [0, 1].</param>
public readonly record struct Holding(int Holder, int Issuer, double Fraction);
