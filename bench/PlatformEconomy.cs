using Contagion.Engine;
using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Bench;

/// <summary>An internet-finance economy of a given size: in every hundred thousand institutions 20 platforms, 30,000 lenders and 70,000 borrowers with
/// 500,000 loans, and besides them ten banks, two guarantors and a provider of services.</summary>
internal static class PlatformEconomy
{
    private const int LoansPerBorrower = 7;
    private const int Periods = 30;

    /// <summary>The network.</summary>
    /// <param name="institutions">Platforms, lenders and borrowers together, about.</param>
    public static Network Of(int institutions)
    {
        var (platforms, lenders, borrowers) = (Math.Max(4, institutions / 5000), institutions * 3 / 10, institutions * 7 / 10);
        const int banks = 10;
        const int guarantors = 2;
        var (firstBank, firstGuarantor, firstLender) = (platforms, platforms + banks, platforms + banks + guarantors + 1);
        var (provider, firstBorrower) = (firstLender - 1, firstLender + lenders);
        var loans = Math.Max(1, (int)(institutions * 5L / borrowers)) is var perBorrower && perBorrower > LoansPerBorrower ? borrowers * LoansPerBorrower : institutions * 5;
        var builder = new NetworkBuilder { KeepsTerms = true };
        builder.Expect(institutions + banks + guarantors + 1, loans + (3 * platforms) + lenders);
        var volume = (double)loans / platforms;
        for (var platform = 0; platform < platforms; platform++)
        {
            builder.Add(new Institution($"P{platform}", InstitutionKind.Platform)
            {
                Role = InstitutionRole.P2p,
                Mode = (platform % 3) switch { 0 => PlatformMode.Unsecured, 1 => PlatformMode.PlatformGuaranteed, _ => PlatformMode.ThirdPartyGuaranteed },
                Group = $"region {platform % 4}",
                Cash = .03 * volume,
                Reserve = .01 * volume,
                ClientMoney = .05 * volume,
                TrustAssets = .04 * volume,
                Equity = .06 * volume,
            });
        }

        for (var bank = 0; bank < banks; bank++)
        {
            builder.Add(new Institution($"B{bank}", InstitutionKind.Bank) { Cash = .2 * loans / banks, Deposits = 1.5 * loans / banks, Equity = .15 * loans / banks });
        }

        for (var guarantor = 0; guarantor < guarantors; guarantor++)
        {
            builder.Add(new Institution($"G{guarantor}", InstitutionKind.Guarantor) { Cash = .01 * loans, Equity = .01 * loans });
        }

        builder.Add(new Institution("cloud", InstitutionKind.Provider) { Cash = 1, Equity = 1 });
        for (var lender = 0; lender < lenders; lender++)
        {
            builder.Add(new Institution($"L{lender}", InstitutionKind.Lender) { Cash = 2, Equity = 4 + (2.0 * loans / lenders) });
        }

        for (var borrower = 0; borrower < borrowers; borrower++)
        {
            builder.Add(new Institution($"D{borrower}", InstitutionKind.Borrower) { DefaultProbability = .0005 + (.001 * Uniform(1, borrower)), Recovery = .3 });
        }

        for (var loan = 0; loan < loans; loan++)
        {
            var platform = Pick(2, loan, platforms);
            builder.Add(
                new Exposure(firstLender + Pick(3, loan, lenders), firstBorrower + Pick(4, loan, borrowers), .5 + Uniform(5, loan)) { Platform = platform },
                new ExposureTerms
                {
                    Guarantor = platform % 3 == 2 ? firstGuarantor + (platform % guarantors) : null,
                    Maturity = Uniform(6, loan) < .5 ? Pick(7, loan, 2 * Periods) : null,
                });
        }

        for (var platform = 0; platform < platforms; platform++)
        {
            builder.Add(new Exposure(platform, firstBank + (platform % banks), .02 * volume, ExposureType.Demand));
            builder.Add(new Exposure(platform, provider, 1, ExposureType.Service));
        }

        for (var bank = 0; bank < banks; bank++)
        {
            for (var other = 1; other < 4; other++)
            {
                builder.Add(new Exposure(firstBank + bank, firstBank + ((bank + other) % banks), .05 * loans / banks));
            }
        }

        var asset = builder.AddAsset("bonds");
        for (var bank = 0; bank < banks; bank++)
        {
            builder.Add(new AssetHolding(firstBank + bank, asset, loans / (double)banks));
        }

        return builder.Build();
    }

    /// <summary>Every channel and most policies over thirty periods.</summary>
    /// <param name="replications">Replications.</param>
    public static Scenario Scenario(int replications) => new()
    {
        Name = "bench",
        Network = new NetworkSource(),
        Shocks =
        [
            new Shock { Kind = ShockKind.Credit, Target = new Target.OfKind(InstitutionKind.Borrower), Correlation = .1, Until = Periods - 1 },
            new Shock { At = 5, Kind = ShockKind.PriceDrop, Fraction = new ShockSize.Fixed(.05) },
            new Shock { At = 8, Kind = ShockKind.Fraud, Target = new Target.Ids(["P0"]), Fraction = new ShockSize.Fixed(1) },
            new Shock { At = 12, Kind = ShockKind.Outage, Target = new Target.Ids(["cloud"]), Duration = 2 },
        ],
        Channels = new Channels
        {
            Solvency = new Joint { Alpha = .9, Beta = .9 },
            Liquidity = new LiquidityChannel
            {
                Among = new Target.OfKind(InstitutionKind.Platform),
                BaseRate = .02,
                MaxRate = .5,
                Panic = new Panic { SameMode = .3, SameGroup = .2 },
                Runs = new RunRule { Threshold = .3, Discount = .2 },
            },
            Market = new MarketChannel { Assets = [new MarketAsset { Name = "bonds", Impact = 1e-7 }] },
            Operations = new OperationsChannel(),
        },
        Policies = new PolicySet
        {
            ReserveFund = new ReserveFund { Ratio = .01 },
            LenderOfLastResort = new LenderOfLastResort { Haircut = .1 },
            Gate = new Gate { Share = .2, From = 10 },
            Segregation = new Segregation { Ratio = .9, Among = new Target.OfKind(InstitutionKind.Platform) },
        },
        Run = new RunSettings { Periods = Periods, Replications = replications, Seed = 1 },
    };

    private static double Uniform(uint purpose, int item) => Philox.Uniform(Philox.Draw(11, purpose, 0, (uint)item, 0));

    private static int Pick(uint purpose, int item, int count) => (int)(Uniform(purpose, item) * count);
}
