using Contagion.Model;

namespace Contagion.Engine.Tests.Periods;

/// <summary>Draws what happens to a <see cref="RandomEconomy"/>: shocks, channels and policies.</summary>
internal sealed class RandomScenarioMaker(Random random, Institution[] institutions, MarketAsset[] assets, int periods, bool hasPayments)
{
    private static readonly ShockKind[] Kinds =
    [
        ShockKind.Default, ShockKind.AssetLoss, ShockKind.EquityLoss, ShockKind.Credit, ShockKind.Credit, ShockKind.Withdrawal, ShockKind.PriceDrop,
        ShockKind.RateShock, ShockKind.Fraud, ShockKind.PledgeFraud, ShockKind.Theft, ShockKind.OperatorError,
        ShockKind.Outage, ShockKind.Outage, ShockKind.Load, ShockKind.News, ShockKind.Suspension, ShockKind.Suspension, ShockKind.Regulation,
    ];

    private static readonly string[] Policies = ["reserveFund", "waterfall", "lenderOfLastResort", "gate", "failover", "segregation", "pooledFunds", "informationSharing", "guaranteeFund", "admission", "settlementSuspension"];

    /// <summary>Draws everything.</summary>
    public Scenario Make(string name) => new()
    {
        Name = name,
        Network = new NetworkSource { Files = new NetworkFiles { Institutions = "institutions.csv", Exposures = "exposures.csv", Payments = hasPayments ? "payments.csv" : null } },
        Shocks = [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => Shock()).ToList().SelectMany(Reopened)],
        Channels = new Channels
        {
            Solvency = new Joint
            {
                Alpha = Happens(.5) ? 1 : Share(),
                Beta = Happens(.5) ? 1 : Share(),
                Insolvency = !Happens(.15),
                ZeroEquityIsDefault = Happens(.1),
                Undated = (UndatedLoans)random.Next(3),
                ExternalCreditors = (ExternalCreditors)random.Next(2),
                ClientDeficiency = (ExternalCreditors)random.Next(2),
            },
            Credit = Happens(.7) ? new CreditChannel { Pledges = (PledgeRule)random.Next(3) } : null,
            Liquidity = Happens(.7) ? Liquidity() : null,
            Operations = Happens(.5) ? Operations() : null,
            Market = assets.Length > 0 ? new MarketChannel { Assets = assets, CapitalRatio = Happens(.3) ? Math.Round(.3 * random.NextDouble(), 2) : null, Deleveraging = Happens(.35) ? Deleveraging() : null } : null,
        },
        Policies = new PolicySet
        {
            ReserveFund = Happens(.4) ? ReserveFund() : null,
            Segregation = Happens(.3) ? new Segregation { Ratio = Happens(.5) ? 1 : Share(), Among = Happens(.3) ? Target(ShockKind.Theft) : null, From = From() } : null,
            ExposureLimit = Happens(.25) ? new ExposureLimit { PerBorrower = Happens(.6) ? Share() : null, PerCounterparty = Happens(.6) ? Math.Round(3 * random.NextDouble(), 2) : null } : null,
            GuaranteeFund = Happens(.35) ? new GuaranteeFund { Size = Math.Round(60 * random.NextDouble(), 2), Levy = Happens(.5) ? Math.Round(.2 * random.NextDouble(), 2) : 0, Among = Happens(.3) ? new Target.All() : null, From = From() } : null,
            Admission = Happens(.3) ? Admission() : null,
            SettlementSuspension = Happens(.3) ? new SettlementSuspension { Periods = random.Next(1, 3), From = From() } : null,
            PooledFunds = Happens(.3) ? new PooledFunds { Abrupt = Happens(.5), From = From() } : null,
            InformationSharing = Happens(.4) ? new InformationSharing { Contrast = Share(), Shows = periods % 2 == 0 ? ShownTrait.Score : ShownTrait.Quality, DebtCap = Happens(.5) ? Math.Round(200 * random.NextDouble(), 2) : null, Bureau = Happens(.3) ? institutions[random.Next(institutions.Length)].Id : null, From = From() } : null,
            Waterfall = Happens(.4) ? new Waterfall { Order = Layers() } : null,
            LenderOfLastResort = Happens(.5) ? Lender() : null,
            Gate = Happens(.35) ? Gate() : null,
            Failover = Happens(.35) ? Failover() : null,
        },
        Run = new RunSettings { Periods = periods, Seed = (ulong)random.Next(), Replications = Happens(.5) ? random.Next(2, 9) : null },
    };

    private Shock Shock()
    {
        var kind = Kinds[random.Next(Kinds.Length)];
        if (kind == ShockKind.Regulation)
        {
            var from = random.Next(periods);
            return new Shock { Kind = kind, At = from, Policy = Policies[random.Next(Policies.Length)], On = Happens(.3) ? null : Happens(.5) };
        }

        if (assets.Length == 0 && kind is ShockKind.PriceDrop or ShockKind.RateShock)
        {
            kind = ShockKind.Credit;
        }

        var (at, isAmount) = (random.Next(periods), kind == ShockKind.RateShock || (Happens(.4) && kind is not (ShockKind.PriceDrop or ShockKind.Fraud or ShockKind.PledgeFraud or ShockKind.Outage or ShockKind.News)));
        var hasSize = kind is not (ShockKind.Default or ShockKind.Credit or ShockKind.Suspension or ShockKind.Reopening) && !(kind == ShockKind.Outage && Happens(.5));
        return new Shock
        {
            Kind = kind,
            At = at,
            Until = Happens(.3) ? random.Next(at, periods) : null,
            Target = kind is ShockKind.PriceDrop or ShockKind.RateShock ? new Target.All() : Target(kind),
            Fraction = hasSize && !isAmount ? Share() : null,
            Amount = !hasSize || !isAmount ? null : kind == ShockKind.RateShock ? Math.Round(.1 * random.NextDouble(), 3) : Math.Round(40 * random.NextDouble(), 2),
            Probability = kind == ShockKind.Credit && Happens(.5) ? Share() : null,
            Correlation = kind == ShockKind.Credit && Happens(.5) ? Share() : null,
            Recovery = (kind == ShockKind.Credit || (kind == ShockKind.Default && Happens(.5))) && Happens(.6) ? Share() : null,
            Duration = kind is ShockKind.Outage && Happens(.5) ? random.Next(1, 4) : kind is ShockKind.Suspension && Happens(.8) ? random.Next(2, 4) : null,
            Asset = kind is ShockKind.PriceDrop or ShockKind.RateShock && Happens(.5) ? assets[random.Next(assets.Length)].Name : null,
        };
    }

    /// <summary>A suspension, and perhaps an early end of it.</summary>
    private Shock[] Reopened(Shock shock) => shock is { Kind: ShockKind.Suspension, Duration: > 1 } && shock.At + 1 < periods && Happens(.7)
        ? [shock, new Shock { Kind = ShockKind.Reopening, At = shock.At + 1, Target = shock.Target }]
        : [shock];

    private Target Target(ShockKind kind) => random.Next(4) switch
    {
        0 when kind is not (ShockKind.Default or ShockKind.Fraud or ShockKind.News or ShockKind.Suspension) => new Target.OfKind(institutions[random.Next(5)].Kind),
        <= 2 when kind is ShockKind.Suspension => new Target.OfKind(Happens(.5) ? InstitutionKind.Platform : InstitutionKind.Bank),
        <= 2 when kind is ShockKind.News => new Target.OfKind(InstitutionKind.Platform),
        1 when kind is ShockKind.Credit or ShockKind.PledgeFraud => new Target.OfKind(InstitutionKind.Borrower),
        1 => new Target.Ids([institutions[random.Next(institutions.Length)].Id]),
        _ => new Target.Ids([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => institutions[random.Next(institutions.Length)].Id).Distinct()]),
    };

    private LiquidityChannel Liquidity() => new()
    {
        BaseRate = Happens(.6) ? Math.Round(.3 * random.NextDouble(), 2) : 0,
        Discount = Happens(.7) ? Share() : 1,
        MaxRate = Happens(.5) ? 1 : Math.Round(.3 + (.7 * random.NextDouble()), 2),
        Among = Happens(.3) ? Target(ShockKind.Withdrawal) : null,
        Runs = Happens(.35) ? new RunRule { Threshold = Math.Round(.9 * random.NextDouble(), 2), Discount = Happens(.5) ? Share() : 0 } : null,
        Thresholds = Happens(.35) ? [.. Enumerable.Range(0, random.Next(1, 8)).Select(_ => Share())] : null,
        Panic = Happens(.5) ? Panic() : null,
        Hoarding = Happens(.35) ? Hoarding() : null,
        Funds = Happens(.4) ? new FundRule { Band = Happens(.5) ? .005 : Share(), Breach = (FundBreach)random.Next(2) } : null,
    };

    private Hoarding Hoarding()
    {
        var hoarding = new Hoarding { Among = Happens(.5) ? new Target.All() : new Target.OfKind(InstitutionKind.Bank), Haircut = Share(), Share = Happens(.5) ? 1 : Share() };
        // Told by what is drawn already, so that seeds stand for what they stood for.
        return hoarding with { SecondReaction = hoarding.Haircut > .25 };
    }

    private OperationsChannel Operations() => new()
    {
        Shape = Happens(.5) ? [.25, .5, .25] : null,
        Elasticity = Happens(.4) ? Share() : 0,
        Unsettled = (UnsettledPayments)random.Next(2),
        Gridlock = Happens(.5),
        Coordination = Happens(.35) ? new Coordination { Among = Happens(.5) ? new Target.All() : new Target.OfKind(InstitutionKind.Bank), EarlyCost = 1, LateCost = Math.Round(.1 * random.NextDouble(), 2) } : null,
        Overload = Happens(.35) ? new Overload { Tolerance = Share() } : null,
    };

    private Panic Panic() => new()
    {
        Decay = Share(),
        Contagion = Math.Round(2 * random.NextDouble(), 2),
        News = Share(),
        SameMode = Happens(.5) ? Share() : 0,
        SharedLenders = Happens(.7) ? Share() : 0,
        SameGroup = Happens(.5) ? Share() : 0,
        PortalReach = Happens(.5) ? Share() : 0,
        GateStigma = Happens(.5) ? Share() : 0,
    };

    private ReserveFund ReserveFund() => new()
    {
        Ratio = Happens(.3) ? 0 : Math.Round(.3 * random.NextDouble(), 2),
        Of = (ReserveBase)random.Next(4),
        Ratios = Happens(.3) ? new NamedNumbers(Enum.GetValues<ReserveBase>().Where(_ => Happens(.6)).ToDictionary(of => Words.Of(of), _ => Math.Round(.2 * random.NextDouble(), 2))) : null,
        Sum = Happens(.5),
        ForLiquidity = Happens(.7),
        From = From(),
    };

    private Deleveraging Deleveraging() => new()
    {
        Rule = Happens(.5) ? DeleveragingRule.Threshold : DeleveragingRule.Targeting,
        MaxLeverage = Math.Round(1 + (20 * random.NextDouble()), 1),
        Buffer = Math.Round(.5 + (.5 * random.NextDouble()), 2),
        InPeriod = Happens(.4),
        Execution = (ExecutionPrice)random.Next(3),
    };

    private Admission Admission() => new()
    {
        MinEquity = Happens(.5) ? Math.Round(.3 * random.NextDouble(), 2) : null,
        MinReserve = Happens(.2),
        MinScore = Happens(.3) ? Math.Round(.5 * random.NextDouble(), 2) : null,
        MinSegregation = Happens(.3) ? Share() : null,
        Licence = Happens(.1),
        Grace = random.Next(3),
        Among = Happens(.2) ? Target(ShockKind.Withdrawal) : null,
        From = From(),
    };

    private Gate Gate() => new()
    {
        Share = Happens(.3) ? 1 : Math.Round(.5 * random.NextDouble(), 2),
        AccountCap = Happens(.4) ? Math.Round(8 * random.NextDouble(), 2) : null,
        Among = Happens(.5) ? Target(ShockKind.Withdrawal) : null,
        From = From(),
    };

    private Failover Failover() => new()
    {
        RecoveryTime = random.Next(3),
        Capacity = Happens(.4) ? 1 : Share(),
        LostPeriods = random.Next(3),
        Cost = Happens(.3) ? Math.Round(3 * random.NextDouble(), 2) : 0,
        Among = Happens(.3) ? Target(ShockKind.Outage) : null,
        From = From(),
    };

    private LenderOfLastResort Lender() => new()
    {
        Haircut = Share(),
        Delay = Happens(.5) ? random.Next(1, 3) : 0,
        Rate = Happens(.7) ? Math.Round(10 * random.NextDouble(), 2) : 0,
        Cap = Happens(.4) ? Math.Round(40 * random.NextDouble(), 2) : null,
        From = From(),
        Among = Happens(.4) ? Target(ShockKind.Withdrawal) : null,
    };

    private LossLayer[] Layers()
    {
        LossLayer[] layers = [LossLayer.ReserveFund, LossLayer.Guarantor, LossLayer.Platform, LossLayer.GuaranteeFund];
        random.Shuffle(layers);
        return layers[..random.Next(1, 5)];
    }

    private int From() => Happens(.3) ? random.Next(periods + 1) : 0;

    private bool Happens(double chance) => random.NextDouble() < chance;

    private double Share() => Math.Round(random.NextDouble(), 2);
}
