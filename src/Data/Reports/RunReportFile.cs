using System.Globalization;
using Contagion.Analysis;

namespace Contagion.Data;

/// <summary>report.html of a run: what happened, where, when, why and what if.</summary>
public static class RunReportFile
{
    /// <summary>The file.</summary>
    public const string Name = ReportPage.Name;

    /// <summary>The report.</summary>
    internal static string Write(ReportedRun run) => ReportPage.Write(
        run.Scenario.Name,
        run.Scenario.Description,
        $"{Meaning.Study(run.Result, run.Scenario.Channels.Solvency.Name)}; seed {run.Scenario.Run.Seed.ToString(CultureInfo.InvariantCulture)}.",
        [
            new("what", "What happened", html => WhatHappened.Write(html, run)),
            new("where", "Where", html => WhereItHit.Write(html, run)),
            new("when", "When", html => WhenItHit.Write(html, run)),
            new("why", "Why", html => WhyItHit.Write(html, run)),
            new("if", "What if", html => WhatIf.Write(html, run)),
        ],
        "contagion run scenario.yaml");
}
