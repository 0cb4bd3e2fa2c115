namespace Contagion.Analysis;

/// <summary>Somebody who bears losses in a run over periods.</summary>
/// <param name="Metric">The metric that says how much.</param>
/// <param name="Name">Who, in a word or two.</param>
/// <param name="Verb">How they lose, to agree with the name.</param>
public sealed record Bearer(string Metric, string Name, string Verb = "lose")
{
    /// <summary>Everybody, institutions first.</summary>
    public static IReadOnlyList<Bearer> All { get; } =
    [
        new("platform_loss", "platforms"),
        new("lender_loss", "lenders"),
        new("borrower_loss", "borrowers"),
        new("guarantor_loss", "guarantors"),
        new("bank_loss", "banks"),
        new("provider_loss", "providers"),
        new("outside_loss", "creditors outside the network"),
        new("public_loss", "the public purse", "loses"),
    ];
}
