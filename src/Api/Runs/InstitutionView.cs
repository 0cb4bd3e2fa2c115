using System.Text.Json.Serialization;
using Contagion.Analysis;

namespace Contagion.Api;

/// <summary>An institution in a finished run: what came of it, when, and through whom.</summary>
public sealed record InstitutionView
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its name; its id where it has none.</summary>
    public required string Name { get; init; }

    /// <summary>What it is.</summary>
    public required string Kind { get; init; }

    /// <summary>Its group.</summary>
    public string? Group { get; init; }

    /// <summary>The columns of institutions.csv, in camelCase; null where a number is undefined.</summary>
    public required IReadOnlyDictionary<string, double?> Result { get; init; }

    /// <summary>The replication whose history is told, from 0.</summary>
    public required int Replication { get; init; }

    /// <summary>What a step of the history is.</summary>
    public required CascadeSteps Steps { get; init; }

    /// <summary>Each change of it, first to last.</summary>
    public required IReadOnlyList<InstitutionMoment> History { get; init; }

    /// <summary>Who cost it what, the largest first.</summary>
    public required IReadOnlyList<Hurt> HurtBy { get; init; }

    /// <summary>Whom it cost what, the largest first.</summary>
    public required IReadOnlyList<Hurt> Hurts { get; init; }

    /// <summary>To whom it lent, the largest first.</summary>
    public required IReadOnlyList<Owed> LentTo { get; init; }

    /// <summary>Whom it owes, the largest first.</summary>
    public required IReadOnlyList<Owed> Owes { get; init; }
}

/// <summary>How an institution stood from a step on.</summary>
/// <param name="Step">Steps taken; 0 for the shock.</param>
/// <param name="Worth">What it was worth; negative when it owed more than it owned.</param>
/// <param name="Distress">Its distress in [0, 1] where the mechanism measures it.</param>
/// <param name="Defaulted">Whether it was in default.</param>
public sealed record InstitutionMoment(long Step, double Worth, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? Distress, bool Defaulted);

/// <summary>What one institution cost another.</summary>
/// <param name="Id">The other.</param>
/// <param name="Loss">The loss.</param>
/// <param name="RelativeLoss">As a share of the equity of the one that was hurt.</param>
public sealed record Hurt(string Id, double Loss, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? RelativeLoss);

/// <summary>What is owed between two institutions.</summary>
/// <param name="Id">The other.</param>
/// <param name="Amount">The amount.</param>
public sealed record Owed(string Id, double Amount);
