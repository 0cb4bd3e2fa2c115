namespace Contagion.Engine.Tests.Periods;

/// <summary>The engine against plain objects: docs/periods.md read twice.</summary>
public sealed class NaiveAgreementTests
{
    [Fact]
    public void The_engine_agrees_with_plain_objects()
    {
        var count = int.Parse(Environment.GetEnvironmentVariable("SEEDS") ?? "300", System.Globalization.CultureInfo.InvariantCulture);
        var text = new System.Text.StringBuilder();
        var bad = 0;
        for (var seed = 0; seed < count; seed++)
        {
            string[] differences;
            try
            {
                differences = [.. NaiveAgreement.Differences(RandomEconomy.Of(seed))];
            }
            catch (Exception e)
            {
                differences = ["EXC " + e.Message + (e is Xunit.Sdk.XunitException ? "" : e.StackTrace)];
            }

            if (differences.Length > 0)
            {
                bad++;
                if (bad <= int.Parse(Environment.GetEnvironmentVariable("SHRINK") ?? "0", System.Globalization.CultureInfo.InvariantCulture))
                {
                    static bool Does(RandomEconomy one) { try { return NaiveAgreement.Differences(one).Count > 0; } catch { return false; } }
                    if (Does(RandomEconomy.Of(seed)))
                    {
                    var small = Shrinking.Smallest(RandomEconomy.Of(seed), Does);
                    text.AppendLine(Shrinking.Text(small) + "   " + string.Join("\n   ", NaiveAgreement.Differences(small)));
                    continue;
                    }
                }
                text.AppendLine($"seed {seed}: " + string.Join("\n   ", differences.Take(12)));
            }
        }

        File.WriteAllText("/tmp/naive.txt", text.ToString());
        Assert.Equal(0, bad);
    }
}
