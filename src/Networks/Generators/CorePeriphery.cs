using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Contagion.Networks;

/// <summary>A core of banks that deal with each other, and a periphery that deals with the core.</summary>
/// <remarks>
/// Craig and von Peter (2014), Journal of Financial Intermediation 23(3):322–347: a block model in which the core is complete, the periphery has no links
/// within, and every core bank lends to at least one in the periphery and borrows from at least one. Where coins give a core bank none, one is drawn,
/// each as likely. Links of the periphery to the core are drawn core bank by core bank, so that this can be seen. O(institutions + links).
/// </remarks>
public sealed record CorePeriphery : CountedBankModel
{
    /// <inheritdoc/>
    public override string Name => "core-periphery";

    /// <summary>How many banks the core has.</summary>
    [Description("How many institutions are in the core: the first ones. Institutions have the group core or periphery.")]
    [Range(1, InstitutionsMax)]
    public required int Core { get; init; }

    /// <summary>p of the block CC.</summary>
    [Description("Probability that a core bank lends to another core bank.")]
    [Range(0, 1)]
    public double CoreToCore { get; init; } = 1;

    /// <summary>p of the block CP.</summary>
    [Description("Probability that a core bank lends to a bank of the periphery; one is drawn where it lends to none.")]
    [Range(0, 1)]
    public required double CoreToPeriphery { get; init; }

    /// <summary>p of the block PC.</summary>
    [Description("Probability that a bank of the periphery lends to a core bank; one is drawn where none lends to it.")]
    [Range(0, 1)]
    public required double PeripheryToCore { get; init; }

    /// <summary>p of the block PP.</summary>
    [Description("Probability that a bank of the periphery lends to another one of it.")]
    [Range(0, 1)]
    public double PeripheryToPeriphery { get; init; }

    private int Periphery => Institutions - Core;

    /// <summary>Links between core and periphery are expected to be a few more than coins give, at most one a core bank each way.</summary>
    private double LinksExpected =>
        (Core * (Core - 1.0) * CoreToCore) + (Core * (double)Periphery * (CoreToPeriphery + PeripheryToCore)) + (Periphery * (Periphery - 1.0) * PeripheryToPeriphery);

    /// <inheritdoc/>
    public override IEnumerable<(string? Key, string Fault)> Faults() => base.Faults().Concat(
        Core >= Institutions ? [("core", $"'core' is {Core}; expected fewer than there are institutions, {Institutions}")] : TooMany(LinksExpected, Largest()));

    /// <inheritdoc/>
    public override NetworkSize SizeExpected() => new(Institutions, LinksExpected);

    private protected override Links DrawLinks(NetworkDraw draw)
    {
        var (toCore, toPeriphery) = (Coins.LogOfMissing(CoreToCore), Coins.LogOfMissing(CoreToPeriphery));
        var (fromPeriphery, within) = (Coins.LogOfMissing(PeripheryToCore), Coins.LogOfMissing(PeripheryToPeriphery));
        var lenders = Links.Draw(draw, Core, (Core * (double)Periphery * PeripheryToCore) + Core, (debtor, creditors) =>
            ThrowAtLeastOne(new Coins(draw, Purpose.Creditors, debtor), fromPeriphery, creditors));
        var (start, debtorInCore) = ByLender(lenders);
        var links = Links.Draw(draw, Institutions, LinksExpected + (2 * Core), Row);
        return links with { Groups = [("core", Core), ("periphery", Institutions)] };

        void Row(int creditor, List<int> debtors)
        {
            var coins = new Coins(draw, Purpose.Links, creditor);
            if (creditor < Core)
            {
                coins.ThrowAmongOthers(toCore, 0, Core, debtors);
                ThrowAtLeastOne(coins, toPeriphery, debtors);
                return;
            }

            debtors.AddRange(debtorInCore.AsSpan(start[creditor]..start[creditor + 1]));
            if (within != 0)
            {
                coins.ThrowAmongOthers(within, Core, Institutions, debtors);
            }
        }
    }

    /// <summary>Picks banks of the periphery by coins, or one of them where coins pick none.</summary>
    private void ThrowAtLeastOne(Coins coins, double logMissed, List<int> picked)
    {
        var before = picked.Count;
        coins.Throw(logMissed, Core, Institutions, picked);
        if (picked.Count == before)
        {
            picked.Add(coins.Pick(Core, Institutions));
        }
    }

    /// <summary>The core banks that each bank lends to, ascending: who lends to each core bank, turned round.</summary>
    private (int[] Start, int[] Debtor) ByLender(Links lenders)
    {
        var start = CountingSort.Starts(lenders.Debtor, Institutions);
        var (next, debtors) = (start[..^1], new int[lenders.Count]);
        for (var debtor = 0; debtor < Core; debtor++)
        {
            for (var link = lenders.Start[debtor]; link < lenders.Start[debtor + 1]; link++)
            {
                debtors[next[lenders.Debtor[link]]++] = debtor;
            }
        }

        return (start, debtors);
    }

    /// <summary>The block that most exposures are expected in.</summary>
    private string Largest() => new (double Expected, string Key)[]
    {
        (Core * (Core - 1.0) * CoreToCore, "coreToCore"),
        (Core * (double)Periphery * CoreToPeriphery, "coreToPeriphery"),
        (Core * (double)Periphery * PeripheryToCore, "peripheryToCore"),
        (Periphery * (Periphery - 1.0) * PeripheryToPeriphery, "peripheryToPeriphery"),
    }.MaxBy(block => block.Expected).Key;
}
