using System.Globalization;
using System.Text;

namespace Contagion.Engine.Tests.Periods;

/// <summary>The engine against plain objects: docs/periods.md read twice.</summary>
public sealed class NaiveAgreementTests
{
    private const int ShrunkMax = 3;

    /// <summary>The same economies on every run; <c>./test all</c> looks at more.</summary>
    private static readonly int Economies = Environment.GetEnvironmentVariable("CONTAGION_TEST_ALL") is "1" ? 5000 : 300;

    [Fact]
    public void The_engine_agrees_with_plain_objects()
    {
        var text = new StringBuilder();
        var (disagreements, shrunk) = (0, 0);
        for (var seed = 0; seed < Economies; seed++)
        {
            var economy = RandomEconomy.Of(seed);
            if (NaiveAgreement.Differences(economy).Count == 0)
            {
                continue;
            }

            disagreements++;
            if (shrunk++ < ShrunkMax)
            {
                var smallest = Shrinking.Smallest(economy, one => NaiveAgreement.Differences(one).Count > 0);
                text.AppendLine(CultureInfo.InvariantCulture, $"{Shrinking.Text(smallest)}  {string.Join("\n  ", NaiveAgreement.Differences(smallest))}");
            }
        }

        Assert.True(disagreements == 0, $"{disagreements} of {Economies} economies differ, among them\n{text}");
    }
}
