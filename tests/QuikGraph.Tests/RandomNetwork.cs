using Contagion.Model;
using Contagion.Networks;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace Contagion.QuikGraphs.Tests;

/// <summary>Networks that have something of everything a network can have, and names that are hard to write.</summary>
internal static class RandomNetwork
{
    private static readonly string[] Names =
        ["B 1", "quote\"d", "back\\slash\\", "<a> & 'b'", "Łódź", "銀行", "😀", "node", "-5", "1e5", "a->b", "{x}", "; # //", "ends in \\", "Digraph", " a b ", "n0", "B1", "B2", "B3"];

    /// <summary>The same networks on every run, so that a red test stays red; <c>./test all</c> looks at more and other ones.</summary>
    private static readonly Config Settings = Environment.GetEnvironmentVariable("CONTAGION_TEST_ALL") is "1"
        ? Config.QuickThrowOnFailure.WithMaxTest(2000)
        : Config.QuickThrowOnFailure.WithMaxTest(200).WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(19980401), FSharpOption<int>.None)));

    /// <summary>A property of all such networks; a failing one is told as <c>RandomNetwork.Of(seed)</c>.</summary>
    public static void ForAll(Action<Network> property) =>
        Check.One(Settings, Prop.ForAll(Arb.From(Gen.Choose(0, 1_000_000)), seed => property(Of(seed))));

    public static Network Of(int seed)
    {
        var random = new System.Random(seed);
        var builder = new NetworkBuilder { KeepsTerms = random.Next(3) > 0 };
        var ids = Names.OrderBy(_ => random.Next()).Take(random.Next(2, Names.Length)).ToList();
        ids.ForEach(id => builder.Add(Institution(random, id)));
        Exposures(random, builder);
        Markets(random, builder);
        return builder.Build();
    }

    private static Institution Institution(System.Random random, string id)
    {
        var kind = Pick<InstitutionKind>(random);
        var clients = Amount(random);
        return new Institution(id, kind)
        {
            Name = random.Next(2) == 0 ? $"Name of {id}" : null,
            Group = random.Next(3) == 0 ? "retail\tand\nnew\rlines" : null,
            Role = Pick<InstitutionRole>(random),
            Mode = kind == InstitutionKind.Platform ? Pick<PlatformMode>(random) : PlatformMode.None,
            Cash = Optional(random),
            Reserve = Optional(random),
            Deposits = Optional(random),
            // Without both external items any equity balances.
            Equity = random.Next(2) == 0 ? Amount(random) - 500 : null,
            ClientMoney = clients,
            TrustAssets = random.Next(2) == 0 ? clients / 3 : null,
            Volatility = random.Next(2) == 0 ? random.NextDouble() : null,
            DefaultProbability = random.Next(2) == 0 ? random.NextDouble() / 7 : null,
            FailureThreshold = random.Next(4) == 0 ? -Amount(random) : null,
            Members = random.Next(2) == 0 ? random.Next(1, 1_000_000_000) : null,
            Licence = random.Next(2) == 0 ? random.Next(2) : null,
        };
    }

    private static void Exposures(System.Random random, NetworkBuilder builder)
    {
        for (var count = random.Next(6 * builder.Count); count > 0; count--)
        {
            var creditor = random.Next(builder.Count);
            var debtor = Other(random, builder, creditor);
            var type = Pick<ExposureType>(random);
            var terms = builder.KeepsTerms ? Terms(random, builder, creditor, debtor) : default;
            builder.Add(
                new Exposure(creditor, debtor, type == ExposureType.Service ? 1 - random.NextDouble() : Amount(random), type, (byte)random.Next(1, 4)) { Platform = builder.KeepsTerms ? Platform(random, builder) : null },
                terms with { Need = type == ExposureType.Service && random.Next(2) == 0 ? $"need {random.Next(3)}" : null });
        }
    }

    private static ExposureTerms Terms(System.Random random, NetworkBuilder builder, int creditor, int debtor)
    {
        var guarantor = random.Next(builder.Count);
        var pledge = random.Next(6);
        return new ExposureTerms
        {
            Guarantor = guarantor == creditor || guarantor == debtor || random.Next(2) == 0 ? null : guarantor,
            Coverage = random.Next(3) == 0 ? random.NextDouble() : null,
            Maturity = random.Next(3) == 0 ? random.Next(400) : null,
            Collateral = pledge < 4 ? pledge * 10.1 : random.Next(2) == 0 ? Amount(random) : null,
            Pledge = pledge < 4 ? $"house \"{pledge}\"" : null,
        };
    }

    private static void Markets(System.Random random, NetworkBuilder builder)
    {
        for (var count = random.Next(4); count > 0; count--)
        {
            var holder = random.Next(builder.Count);
            builder.Add(new Holding(holder, Other(random, builder, holder), random.NextDouble() / 10));
            builder.Add(new Payment($"payment {count}", holder, Other(random, builder, holder), Amount(random) + 1, random.Next(5)));
        }

        for (var asset = 0; asset < random.Next(3); asset++)
        {
            builder.AddAsset($"asset {asset}");
            builder.Add(new AssetHolding(random.Next(builder.Count), asset, Amount(random)));
        }

        if (random.Next(2) == 0)
        {
            double[] Column() => [.. Enumerable.Range(0, builder.Count).Select(_ => random.Next(3) == 0 ? double.NaN : random.NextDouble() - 0.5)];
            builder.Add(new Features(["income", "a feature of its own"], [Column(), Column()], [.. Enumerable.Range(0, builder.Count).Select(_ => random.Next(2) == 0)]));
        }
    }

    private static int? Platform(System.Random random, NetworkBuilder builder) =>
        Enumerable.Range(0, builder.Count).Where(institution => builder.KindOf(institution) == InstitutionKind.Platform).Cast<int?>().FirstOrDefault(_ => random.Next(3) == 0);

    private static int Other(System.Random random, NetworkBuilder builder, int one) => (one + 1 + random.Next(builder.Count - 1)) % builder.Count;

    /// <summary>Numbers that need all their digits, large and small.</summary>
    private static double Amount(System.Random random) => random.NextDouble() * Math.Pow(10, random.Next(-3, 4)) * (random.Next(8) == 0 ? 1e-9 : 1);

    private static double? Optional(System.Random random) => random.Next(2) == 0 ? Amount(random) : null;

    private static T Pick<T>(System.Random random)
        where T : struct, Enum => Enum.GetValues<T>()[random.Next(Enum.GetValues<T>().Length)];
}
