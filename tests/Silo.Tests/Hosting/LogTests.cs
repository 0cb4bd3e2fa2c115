using System.Reflection;
using System.Text.RegularExpressions;
using Contagion.Grains;
using Contagion.Tests;
using Microsoft.Extensions.Logging;

namespace Contagion.Silo.Tests;

/// <summary>What silos log is explained to whoever reads it.</summary>
public sealed partial class LogTests
{
    [Fact]
    public void Every_line_that_silos_log_is_in_the_runbook()
    {
        var page = File.ReadAllText(Path.Combine(Folders.Root, "docs", "cluster.md"));
        string[] lines =
        [
            .. ((Assembly[])[typeof(RunGrain).Assembly, typeof(SiloSettings).Assembly]).SelectMany(assembly => assembly.GetTypes())
                .SelectMany(type => type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>()?.Message).OfType<string>().Select(message => Placeholder().Replace(message, "...")).Distinct(),
        ];

        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.Contains($"| `{line}` |", page, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Placeholder();
}
