using Contagion.Analysis;
using Contagion.Model;

namespace Contagion.Data;

/// <summary>The part of a report that says which policies were in force, what they cost, and how to try others.</summary>
internal static class WhatIf
{
    private const int SetsNamedMax = 12;

    public static void Write(HtmlWriter html, ReportedRun run)
    {
        var scenario = run.Scenario;
        Key[] inForce = [.. ScenarioShape.KeysOf(typeof(PolicySet)).Where(key => key.Property.GetValue(scenario.Policies) is not null)];
        if (inForce.Length > 0)
        {
            html.Table("Policies in force", ["Policy", "What it is"], inForce.Select(key => (string[])[key.Name, key.Description]), 2);
        }
        else
        {
            html.Add($"<p>No policy was in force.</p>\n");
        }

        var costs = run.Outcome.Costs;
        if (costs.Count > 0)
        {
            html.Table(
                run.Title("What policies paid and tied up"), ["Amount", "in all", .. run.IsSingle ? [] : (string[])["at worst"]],
                costs.Select(one => (string[])[one.Name, Meaning.Say(one.Mean), .. run.IsSingle ? [] : (string[])[Meaning.Say(one.Max)]]));
        }

        if (scenario.PolicySets is { Count: > 0 } sets)
        {
            html.Add($"<p>The scenario has other policies to compare with: {string.Join(", ", sets.Take(SetsNamedMax).Select(one => HtmlWriter.Shorten(one.Name, HtmlWriter.NameMax)))}{(sets.Count > SetsNamedMax ? ", ..." : "")}.</p>\n");
        }

        var next = NextStep.Of("scenario.yaml", scenario, run.Result);
        html.Add($"<p>From this folder, {next.Why}:</p>\n<pre>contagion {next.Arguments}</pre>\n");
    }
}
