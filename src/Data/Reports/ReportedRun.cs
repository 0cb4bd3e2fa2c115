using Contagion.Analysis;
using Contagion.Engine;
using Contagion.Model;

namespace Contagion.Data;

/// <summary>A run with what other result files were made of, so that its report needs no second look at everybody.</summary>
/// <param name="Outcome">What came of it.</param>
/// <param name="Institutions">What happened to each institution.</param>
/// <param name="Map">The network with its losses.</param>
/// <param name="Spillovers">The largest of who hurts whom.</param>
internal sealed record ReportedRun(RunOutcome Outcome, IReadOnlyList<InstitutionOutcome> Institutions, NetworkMap Map, LargestSpillovers Spillovers)
{
    public RunResult Result => Outcome.Result;

    public Scenario Scenario => Outcome.Scenario;

    public bool IsSingle => Result.Replications.Count == 1;

    /// <summary>Whether replications are turns of institutions, and not draws: there is no chance then that an interval could be about.</summary>
    public bool IsInTurn => Result.Seeds is not null;

    /// <summary>What a replication is called.</summary>
    public string Replications => IsInTurn ? "turns" : "replications";

    /// <summary>A title that says so where numbers are means.</summary>
    public string Title(string title) => IsSingle ? title : $"{title} (mean over {Replications})";
}
