using System.Text.RegularExpressions;
using Contagion.Tests;
using Microsoft.Playwright;

namespace Contagion.Page.Tests;

/// <summary>What people do with the page, from the first click on.</summary>
public sealed partial class PageTests(Browser browser, Xunit.Abstractions.ITestOutputHelper output) : IClassFixture<Browser>
{
    [PageFact]
    public async Task A_shipped_scenario_is_started_watched_and_answered()
    {
        var page = await browser.Open();
        await page.Part("scenario-search").FillAsync("bad year");
        await page.Locator("[data-id='reserve-and-last-resort.bad-year']").ClickAsync();
        await page.Knob("run.replications").FillAsync("400");
        await page.Part("start-button").ClickAsync();

        await page.Part("sentence").WaitForAsync();
        await Expect(page.Part("sentence")).ToContainTextAsync("400 replications");
        await Expect(page.Part("command")).ToContainTextAsync("contagion run scenarios/reserve-and-last-resort/bad-year.yaml --set run.replications=400");
        await Expect(page.Part("key-numbers")).ToContainTextAsync("Equity lost");
    }

    [PageFact]
    public async Task A_long_run_is_seen_to_go_on_and_is_cancelled()
    {
        var page = await browser.Open("/start?scenario=gai-kapadia-2010.peak");
        await page.Knob("run.replications").FillAsync("100000");
        await page.Part("start-button").ClickAsync();

        await Expect(page.Part("progress")).ToContainTextAsync(ReplicationsDone());
        await page.Part("cancel").ClickAsync();
        await Expect(page.Part("state")).ToHaveTextAsync("cancelled");
    }

    [PageFact]
    public async Task Wrong_settings_are_told_with_their_place_and_stay_to_be_mended()
    {
        var page = await browser.Open("/start?scenario=reserve-and-last-resort.bad-year");
        await page.Knob("shocks.0.correlation").FillAsync("2");
        await page.Part("start-button").ClickAsync();

        await Expect(page.Part("faults")).ToContainTextAsync("--set shocks.0.correlation=2:1:");
        await Expect(page.Part("faults")).ToBeFocusedAsync();
        await Expect(page.Knob("shocks.0.correlation")).ToHaveValueAsync("2");
        await page.Knob("shocks.0.correlation").FillAsync("0.2");
        await page.Part("check-button").ClickAsync();
        await Expect(page.GetByText("Nothing is wrong:")).ToBeVisibleAsync();
    }

    [PageFact]
    public async Task A_scenario_of_ones_own_is_brought_with_its_network_and_its_faults_are_told()
    {
        var page = await browser.Open("/start?scenario=own");
        var folder = Path.Combine(Folders.Root, "scenarios", "integrated-example");
        await page.Part("upload-files").SetInputFilesAsync(
            new[] { "institutions.csv", "exposures.csv", "holdings.csv", "with-lender-of-last-resort.yaml" }.Select(name => Path.Combine(folder, name)));
        await page.Part("upload-read").ClickAsync();
        await page.Part("start-button").ClickAsync();
        await page.Part("sentence").WaitForAsync();

        var other = await browser.Open("/start?scenario=own");
        await other.Part("upload-yaml").FillAsync("name: x\nnetwork: { generate: { model: erdos-renyi, institutions: 10, probability: 0.2 } }\nchannels: { solvency: { mechanism: furfin } }\n");
        await other.Part("upload-read").ClickAsync();
        await Expect(other.Part("faults")).ToContainTextAsync("did you mean 'furfine'?");
    }

    [PageFact]
    public async Task A_cascade_is_stepped_through_with_keys_alone()
    {
        var run = await Run("""{ "shipped": "european-debt-2011.european-debt" }""");
        var page = await browser.Open($"/runs/{run}/when?step=0");
        await page.Part("scrubber").FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(page).ToHaveURLAsync(AtStep(1));
        await Expect(page.Part("fallen")).ToContainTextAsync("Portugal");
        await page.Part("step-forward").ClickAsync();
        await Expect(page).ToHaveURLAsync(AtStep(2));
        await Expect(page.Part("fallen")).ToContainTextAsync("Spain");

        // The address holds the view: opened anew, it is the same.
        await page.ReloadAsync();
        await Expect(page.Part("fallen")).ToContainTextAsync("Spain");
        await page.Part("play").ClickAsync();
        await Expect(page).ToHaveURLAsync(AtStep(5));
        await Expect(page.Part("play")).ToContainTextAsync("Play");
    }

    [PageFact]
    public async Task Where_an_institution_is_chosen_and_who_hurt_it_is_told()
    {
        var run = await Run("""{ "shipped": "european-debt-2011.european-debt" }""");
        var page = await browser.Open($"/runs/{run}/where");
        await page.Locator("[data-test='map'][data-painter], .map[data-painter]").First.WaitForAsync();
        await page.Part("institution-search").FillAsync("Greece");
        await page.Part("institution-table").GetByRole(AriaRole.Link, new() { Name = "Greece" }).Or(page.Part("institution-table").GetByRole(AriaRole.Button, new() { Name = "Greece" })).First.ClickAsync();
        await Expect(page.Part("institution-card")).ToContainTextAsync("Greece");
        await Expect(page.Part("institution-card")).ToContainTextAsync("FR");
        await Expect(page).ToHaveURLAsync(new Regex("select=GR"));
        // 0.4945 of 1.0462, as institutions.csv has it.
        await Expect(page.Part("institution-table")).ToContainTextAsync("47.27 %");
    }

    [PageFact]
    public async Task Policies_are_compared_and_the_table_is_had_as_a_file()
    {
        var run = await Run("""{ "shipped": "reserve-and-last-resort.bad-year", "set": ["run.replications=200"] }""");
        var page = await browser.Open($"/runs/{run}/whatif");
        await page.Part("compare-sets").ClickAsync();
        await Expect(page.Part("comparison-table")).ToContainTextAsync("lender of last resort");
        var download = await page.RunAndWaitForDownloadAsync(() => page.Part("download").First.ClickAsync());
        var table = await File.ReadAllTextAsync(await download.PathAsync());
        Assert.Contains("lender of last resort", table);
        Assert.EndsWith(".csv", download.SuggestedFilename);
    }

    [PageFact]
    public async Task Losses_by_channel_are_measured_on_demand()
    {
        var run = await Run("""{ "shipped": "integrated-example.with-lender-of-last-resort" }""");
        var page = await browser.Open($"/runs/{run}/why");
        await page.Part("measure-channels").ClickAsync();
        await Expect(page.Part("channels")).ToContainTextAsync("credit", new() { IgnoreCase = true });
    }

    [PageTheory]
    [InlineData(1440, ColorScheme.Light)]
    [InlineData(400, ColorScheme.Light)]
    [InlineData(400, ColorScheme.Dark)]
    public async Task No_view_scrolls_sideways_or_complains(int width, ColorScheme colours)
    {
        var run = await Run("""{ "shipped": "european-debt-2011.european-debt" }""");
        var complaints = new List<string>();
        var page = await browser.Open("/", new() { ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = colours });
        page.Console += (_, message) => complaints.AddRange(message.Type is "error" or "warning" ? [message.Text] : []);
        page.PageError += (_, error) => complaints.Add(error);
        foreach (var view in (string[])["/", "/runs", $"/runs/{run}", $"/runs/{run}/where?select=FR", $"/runs/{run}/when?step=2", $"/runs/{run}/why", $"/runs/{run}/whatif"])
        {
            await page.GotoAsync($"{browser.Server.Client.BaseAddress}#{view}");
            await page.Locator("h1").First.WaitForAsync();
            await Expect(page.Locator(".waiting")).ToHaveCountAsync(0);
            Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), $"{view} is wider than {width} pixels");
        }

        Assert.Empty(complaints);
    }

    /// <summary>The page has a hundred thousand institutions before its reader loses patience: three seconds, told here with room for a busy machine.</summary>
    [PageFact]
    public async Task A_hundred_thousand_institutions_open_by_groups()
    {
        var names = Enumerable.Range(0, 50).Select(number => $"region {number}").ToArray();
        // Ten exposures each, half of them at home.
        var groups = names.Select(name => $"{{ name: {name}, institutions: 2000, lendsTo: {{ {string.Join(", ", names.Select(other => $"{other}: {(other == name ? 0.0025 : 0.00005)}"))} }} }}");
        var scenario = $$"""
            name: Large
            network: { generate: { model: stochastic-block, balance: { rule: gai-kapadia, interbankShare: 0.2, capitalRatio: 0.04 }, groups: [ {{string.Join(", ", groups)}} ] } }
            shocks: [ { kind: default, target: { random: 5 } } ]
            channels: { solvency: { mechanism: debtrank-linear } }
            """;
        var run = await Run(System.Text.Json.JsonSerializer.Serialize(new { scenario }));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var page = await browser.Open($"/runs/{run}/where");
        await page.Locator(".map[data-painter]").First.WaitForAsync();
        output.WriteLine($"the map of a hundred thousand institutions stands after {watch.ElapsedMilliseconds} ms");
        Assert.Equal(50, await page.EvaluateAsync<int>("async () => (await (await fetch(location.pathname + 'runs/' + location.hash.split('/')[2] + '/map')).json()).nodes.length"));
        Assert.InRange(await page.Part("institution-table").Locator("tbody tr").CountAsync(), 1, 200);
    }

    private async Task<string> Run(string body)
    {
        var made = await browser.Server.Made("/runs", body);
        var ended = await browser.Server.Ended($"/runs/{made.GetProperty("id").GetString()}");
        Assert.Equal("completed", ended.GetProperty("state").GetString());
        return ended.GetProperty("id").GetString()!;
    }

    [GeneratedRegex(@"[1-9][0-9,]* of 100,000 replications")]
    private static partial Regex ReplicationsDone();

    private static Regex AtStep(int step) => new($"step={step}(&|$)");
}
