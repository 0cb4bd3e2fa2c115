using Contagion.Model;
using Contagion.Networks;
using Contagion.Tests;

namespace Contagion.Engine.Tests.Worlds;

/// <summary>What is told of single institutions of a world.</summary>
public sealed class HistoryTests
{
    // Worked by hand, threshold cascade with nothing recovered: B0 owes B1 10, B1 owes B2 8; B1 and B2 have equity 5 and 20, and B2 owes somebody outside.
    // B0 is declared in default: B1 loses 10 in round 1 and fails, B2 loses 8 in round 2. Then B2 loses 13 more and fails
    // at once, which a third round notices.
    [Fact]
    public void Its_past_has_the_steps_at_which_an_institution_changed()
    {
        var network = TestNetwork.Of(new double[,] { { 0, 10, 0 }, { 0, 0, 8 }, { 0, 0, 0 } }, [30, 10, 30], equity: [20, 5, 20]);
        var world = World.Open(WorldCase.Scenario(new Furfine()), network);

        WorldCase.Do(world, TestRun.Default(0), 1, 5, TestRun.EquityLoss(2, 13), 5);

        var view = world.View;
        Assert.Equal((3, true), (view.Totals.Steps, view.Totals.IsAtRest));
        Assert.Equal([Change(1, 0, 20, true)], view.History("B0", 10));
        Assert.Equal([Change(2, 1, -5, true)], view.History("B1", 10));
        Assert.Equal([Change(4, 2, -1, true), Change(3, 2, 12, false)], view.History("B2", 10));
        Assert.Equal([Change(4, 2, -1, true)], view.History("B2", 1));
        Assert.Equal(2, view.Read("B2").DefaultedAt);
        Assert.Equal((20.0, 7.0, -1.0, 20.0), (view.Read("B2").InitialWorth, view.Read("B2").ShockedWorth, view.Read("B2").Worth, view.Read("B2").Loss));
        Assert.Null(view.Read("B2").Distress);
        Assert.Equal(30, view.Read("B2").Start.ExternalAssets);
    }

    [Fact]
    public void Counterparties_are_told_page_by_page()
    {
        var builder = new NetworkBuilder();
        for (var bank = 0; bank < 3000; bank++)
        {
            builder.Add(new Institution($"B{bank}", InstitutionKind.Bank) { ExternalAssets = 10_000 });
        }

        for (var debtor = 1; debtor < 3000; debtor++)
        {
            builder.Add(new Exposure(0, debtor, debtor));
        }

        var view = World.Open(WorldCase.Scenario(new Furfine()), builder.Build()).View;

        var page = view.Counterparties("B0", 2990, 1000);
        Assert.Equal((2999, 0), (page.ClaimsCount, page.DebtsCount));
        Assert.Equal(Enumerable.Range(2991, 9).Select(debtor => new Counterparty($"B{debtor}", debtor)), page.Claims);
        Assert.Equal(1000, view.Counterparties("B0", 0, 1000).Claims.Count);
        Assert.Equal([new Counterparty("B0", 7)], view.Counterparties("B7", 0, 1).Debts);
        Assert.Throws<WorldException>(() => view.Counterparties("B0", -1, 5));
        Assert.Throws<WorldException>(() => view.Counterparties("B0", 0, 1001));
        Assert.Throws<WorldException>(() => view.History("B0", 0));
        Assert.Equal(WorldFault.Unknown, Assert.Throws<WorldException>(() => view.Read("b0")).Fault);
    }

    [Fact]
    public void Beyond_what_is_kept_the_oldest_changes_are_forgotten_and_moments_stay()
    {
        var log = new ChangeLog(entriesMax: 10_000);
        var (last, other, moments) = (ChangeLog.None, ChangeLog.None, new List<(ChangeLog.Moment Moment, long Last, int Count)>());
        for (var step = 0; step < 50_000; step++)
        {
            last = log.Add(last, Change(1, step, step, false));
            other = log.Add(other, Change(2, step, -step, false));
            if (step % 1000 == 999)
            {
                moments.Add((log.Now(), last, step));
            }
        }

        foreach (var (moment, at, newest) in moments)
        {
            var found = moment.Back(at).Select(change => (int)change.Step).ToArray();
            Assert.InRange(found.Length, Math.Min(newest + 1, 5000), Math.Min(newest + 1, 5000 + 4096));
            Assert.Equal(Enumerable.Range(0, found.Length).Select(back => newest - back), found);
        }
    }

    private static InstitutionChange Change(long command, long step, double worth, bool isDefaulted) => new(command, step, worth, null, isDefaulted);
}
