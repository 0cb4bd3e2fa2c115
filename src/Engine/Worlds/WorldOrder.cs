namespace Contagion.Engine;

/// <summary>What a world is opened with.</summary>
/// <param name="Content">SHA-256 of the scenario and its files, in hexadecimal; whoever carries the world fetches them by it.</param>
/// <param name="Version">Version of the program that asks: another may not compute the same bits.</param>
public sealed record WorldOrder(string Content, string Version);
