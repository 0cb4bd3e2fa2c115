using System.Text.RegularExpressions;
using System.Xml.Linq;
using Contagion.Analysis;
using Contagion.Engine;
using Contagion.Tests;

namespace Contagion.Data.Tests.Reports;

/// <summary>report.html: what it says, that no name is taken for markup, that it is small and the same whoever computes it.</summary>
public sealed class RunReportTests : IDisposable
{
    private const string Hostile = "<script>alert('1')</script>&\"";

    private readonly SmallFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_says_what_the_terminal_says_and_repeats_the_run()
    {
        var (html, outcome) = Run("run");

        Assert.Contains(Meaning.Of(outcome.Result), html, StringComparison.Ordinal);
        Assert.Contains("<pre>contagion run scenario.yaml</pre>", html, StringComparison.Ordinal);
        Assert.Equal(["what", "where", "when", "why", "if"], Parse(html).Descendants("section").Select(one => one.Attribute("id")!.Value));
    }

    [Fact]
    public void What_comes_from_the_input_is_text_and_never_markup()
    {
        const string Quoted = "\"<script>alert('1')</script>&\"\"\"";
        _folder.Write("institutions.csv", $"id,kind,name,group,equity\n{Quoted},bank,{Quoted},{Quoted},5\nB2,bank,\"</title></style><b>\",,2\n")
            .Write("exposures.csv", $"creditor,debtor,amount\n{Quoted},B2,8\n")
            .Write("scenario.yaml", SmallFolder.Scenario.Replace("Small", "\"<script>alert(1)</script>\"\ndescription: \"</p><script>alert(2)</script>\"", StringComparison.Ordinal).Replace("id: B1", "id: B2", StringComparison.Ordinal));

        var html = Run("run").Html;

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
        var text = Parse(html);
        Assert.Contains(Hostile, text.Descendants("circle").Elements("title").First().Value, StringComparison.Ordinal);
        Assert.Equal("<script>alert(1)</script>", text.Descendants("h1").Single().Value);
        Assert.Equal("</p><script>alert(2)</script>", text.Descendants("header").Single().Elements("p").First().Value);
    }

    [Theory]
    [InlineData("a control character \u0007 and a line\nbreak", "a control character \uFFFD and a line\nbreak")]
    [InlineData("<>&\"'", "&lt;&gt;&amp;&quot;&#39;")]
    public void Text_is_escaped_letter_by_letter(string text, string expected)
    {
        var html = new HtmlWriter();
        html.Add($"<p>{text}</p>");

        Assert.Equal($"<p>{expected}</p>", html.ToString());
    }

    [Theory]
    [InlineData("european-debt-2011/european-debt.yaml")]
    [InlineData("hub-and-periphery/each-fails.yaml")]
    [InlineData("fire-sales/random-falls.yaml")]
    [InlineData("reserve-and-last-resort/bad-year.yaml", "run.replications=30", "run.attribution=shapley")]
    [InlineData("nier-2007/thin-capital.yaml")]
    public void It_is_well_formed_and_needs_nothing_from_outside(string path, params string[] overrides)
    {
        var html = Run("run", ScenarioFile.Load(Path.Combine(Folders.Root, "scenarios", path), overrides)).Html;

        var text = Parse(html);
        Assert.DoesNotContain("://", html, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", html, StringComparison.Ordinal);
        Assert.DoesNotContain(text.Descendants().Attributes(), one => one.Name == "src" || one.Name.LocalName.StartsWith("on", StringComparison.Ordinal) || (one.Name == "href" && !one.Value.StartsWith('#')));
        Assert.All(text.Descendants("svg").Where(one => one.Attribute("aria-hidden") is null), one => Assert.Equal("img", one.Attribute("role")!.Value));
        Assert.DoesNotContain("NaN", html, StringComparison.Ordinal);
        Assert.DoesNotContain("∞", html, StringComparison.Ordinal);
    }

    [Fact]
    public void It_has_the_same_bytes_for_any_number_of_threads()
    {
        var file = ScenarioFile.Load(Path.Combine(Folders.Root, "scenarios", "fire-sales/random-falls.yaml"));

        Assert.Equal(Run("one", file, 1).Html, Run("three", file, 3).Html);
    }

    // A circle of banks with names as long as anybody's, each of which owes the next ones.
    [Theory]
    [InlineData(200)]
    [InlineData(6000)]
    public void It_is_small_however_large_the_network(int count)
    {
        string Id(int bank) => $"a bank with quite a long name indeed, as long as names of banks can get when they are merged, {bank % count}";
        _folder.Write("institutions.csv", $"id,kind,equity\n{string.Concat(Enumerable.Range(0, count).Select(bank => $"\"{Id(bank)}\",bank,3\n"))}")
            .Write("exposures.csv", $"creditor,debtor,amount\n{string.Concat(Enumerable.Range(0, count).SelectMany(bank => Enumerable.Range(1, 40).Select(next => $"\"{Id(bank + next)}\",\"{Id(bank)}\",{next}\n")))}")
            .Write("scenario.yaml", SmallFolder.Scenario.Replace("{ id: B1 }", "{ top: 3, by: assets }", StringComparison.Ordinal));

        Assert.InRange(Run("run").Html.Length, 10_000, 300_000);
    }

    [Fact]
    public void A_sweep_writes_no_report()
    {
        var sweep = SweepFile.Load(_folder.At("scenario.yaml"), [], ["run.seed=1,2"], null);
        using var directory = SweepDirectory.Open(_folder.At("sweep"), sweep, resumes: false);

        SweepRun.Run(sweep, directory, new RunOptions(), CancellationToken.None);
        directory.Complete();

        Assert.Empty(Directory.EnumerateFiles(_folder.At("sweep"), "report.html", SearchOption.AllDirectories));
    }

    private (string Html, RunOutcome Outcome) Run(string name, ScenarioFile? file = null, int threads = 1)
    {
        file ??= _folder.Load();
        using var directory = RunDirectory.Open(_folder.At(name), file, ScenarioRun.ReplicationsOf(file), resumes: false);
        var outcome = ScenarioRun.Run(file, directory, new RunOptions { Threads = threads }, CancellationToken.None);
        return (File.ReadAllText(_folder.At($"{name}/report.html")), outcome);
    }

    /// <summary>The report as XML, which it is but for its first line and the tags that have no end.</summary>
    private static XElement Parse(string html) =>
        XElement.Parse(Regex.Replace(html["<!DOCTYPE html>\n".Length..], "<meta ([^>]*)>", "<meta $1/>"), LoadOptions.PreserveWhitespace);
}
