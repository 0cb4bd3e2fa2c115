using Contagion.Model;

namespace Contagion.Engine.Tests.Periods;

/// <summary>Draws a <see cref="RandomEconomy"/>: first who owes whom, then books that leave everybody little equity, then what happens.</summary>
internal sealed class RandomEconomyMaker(int seed)
{
    private static readonly InstitutionKind[] Kinds =
    [
        InstitutionKind.Platform, InstitutionKind.Lender, InstitutionKind.Borrower, InstitutionKind.Bank, InstitutionKind.Guarantor, InstitutionKind.Platform,
        InstitutionKind.Lender, InstitutionKind.Borrower, InstitutionKind.Bank, InstitutionKind.Borrower, InstitutionKind.Provider, InstitutionKind.Authority,
    ];

    private readonly Random _random = new(seed);
    private readonly List<InstitutionKind> _kinds = [];
    private readonly List<(Exposure Exposure, ExposureTerms Terms)> _exposures = [];
    private readonly List<(int Institution, string Asset, double Units)> _units = [];
    private readonly Dictionary<string, double> _pledges = [];

    /// <summary>Draws everything.</summary>
    public RandomEconomy Make()
    {
        var (size, periods) = (_random.Next(5, 26), _random.Next(1, 5));
        for (var institution = 0; institution < size; institution++)
        {
            _kinds.Add(institution < 5 ? Kinds[institution] : Kinds[_random.Next(Kinds.Length)]);
        }

        for (var exposure = _random.Next(size, 4 * size); exposure > 0; exposure--)
        {
            AddExposure(periods);
        }

        for (var service = Happens(.35) ? _random.Next(1, size) : 0; service > 0; service--)
        {
            AddService();
        }

        MarketAsset[] assets = [.. Enumerable.Range(0, _random.Next(4)).Select(asset => Asset($"asset {asset}"))];
        Institution[] institutions = [.. Enumerable.Range(0, size).Select(institution => Books(institution, assets))];
        Payment[] payments = Happens(.35) ? [.. Enumerable.Range(0, _random.Next(1, size)).Select(Payment)] : [];
        if (payments.Length > 0 && Happens(.5))
        {
            // Payments in a ring, each too large for anybody's cash.
            payments = [.. payments, .. Enumerable.Range(0, 3).Select(one => new Payment($"ring {one}", one, (one + 1) % 3, 500, 0))];
        }

        return new RandomEconomy
        {
            Seed = seed,
            Institutions = institutions,
            Exposures = _exposures,
            Units = _units,
            Payments = payments,
            Scenario = new RandomScenarioMaker(_random, institutions, assets, periods, payments.Length > 0).Make($"economy {seed}"),
        };
    }

    private void AddExposure(int periods)
    {
        var (creditor, debtor, type) = _random.Next(8) switch
        {
            0 or 1 => (Any(InstitutionKind.Lender), Any(InstitutionKind.Borrower), ExposureType.Loan),
            2 => (Any(InstitutionKind.Bank), Any(InstitutionKind.Bank), ExposureType.Loan),
            3 => (Any(InstitutionKind.Bank), _random.Next(_kinds.Count), ExposureType.Loan),
            4 => (Any(InstitutionKind.Platform), Any(InstitutionKind.Borrower), ExposureType.Loan),
            5 => (Any(InstitutionKind.Lender), Any(InstitutionKind.Platform), ExposureType.Demand),
            6 => (_random.Next(_kinds.Count), Any(InstitutionKind.Bank), ExposureType.Demand),
            _ => (_random.Next(_kinds.Count), _random.Next(_kinds.Count), ExposureType.Loan),
        };
        if (creditor == debtor)
        {
            return;
        }

        var isLoan = type == ExposureType.Loan;
        int? platform = isLoan && Happens(.6) ? Any(InstitutionKind.Platform) : null;
        int? guarantor = isLoan && Happens(.4) ? Any(InstitutionKind.Guarantor) : null;
        string? pledge = isLoan && Happens(.15) ? $"house {_random.Next(4)}" : null;
        if (pledge is not null)
        {
            _pledges.TryAdd(pledge, Amount(40));
        }

        var exposure = new Exposure(creditor, debtor, Amount(60), type) { Platform = platform };
        var terms = new ExposureTerms
        {
            Guarantor = guarantor == debtor ? null : guarantor,
            Coverage = isLoan && Happens(.4) ? Share() : null,
            Maturity = isLoan && Happens(.5) ? _random.Next(periods + 1) : null,
            Pledge = pledge,
            Collateral = pledge is not null ? _pledges[pledge] : isLoan && Happens(.25) ? Amount(60) : null,
        };

        // Rows that agree add up; what is pledged for them as rows of their own is not what is pledged for their sum.
        if (_exposures.TrueForAll(row => row.Terms != terms || row.Exposure with { Amount = exposure.Amount } != exposure))
        {
            _exposures.Add((exposure, terms));
        }
    }

    private void AddService()
    {
        var (user, provider) = (_random.Next(_kinds.Count), _random.Next(_kinds.Count));
        if (user == provider)
        {
            return;
        }

        var exposure = new Exposure(user, provider, Happens(.9) ? 1 : Math.Max(.01, Share()), ExposureType.Service);
        var terms = new ExposureTerms { Need = Happens(.5) ? $"need {_random.Next(2)}" : null };
        if (_exposures.TrueForAll(row => row.Exposure.Type != ExposureType.Service || row.Exposure.Creditor != user || row.Exposure.Debtor != provider))
        {
            _exposures.Add((exposure, terms));
        }
    }

    private Payment Payment(int row)
    {
        var payer = _random.Next(_kinds.Count);
        return new Payment($"payment {row}", payer, (payer + _random.Next(1, _kinds.Count)) % _kinds.Count, Amount(60), _random.Next(3));
    }

    private Institution Books(int institution, MarketAsset[] assets)
    {
        var kind = _kinds[institution];
        var isOnBooks = _exposures.Where(row => row.Exposure.Type != ExposureType.Service).ToList();
        var claims = isOnBooks.Where(row => row.Exposure.Creditor == institution).Sum(row => row.Exposure.Amount);
        var owed = isOnBooks.Where(row => row.Exposure.Debtor == institution).Sum(row => row.Exposure.Amount);
        var deposits = kind == InstitutionKind.Bank || Happens(.1) ? Amount(100) : 0;
        var others = Happens(.4) ? Amount(50) : 0;
        var clientMoney = Happens(kind is InstitutionKind.Platform or InstitutionKind.Bank ? .6 : .05) ? Amount(60) : 0;
        var trust = Math.Round(clientMoney * (Happens(.5) ? Share() : 1), 2);
        var equity = (claims + owed + deposits + others + 10) * (Happens(.08) ? -.1 : .3) * _random.NextDouble();
        var rest = Math.Max(0, owed + deposits + others + clientMoney - trust + equity - claims);
        double Part(double chance) => Happens(chance) ? Math.Round(rest * _random.NextDouble(), 2) : 0;
        var cash = Part(.9);
        rest -= cash;
        var reserve = kind == InstitutionKind.Platform ? Part(.7) : Part(.1);
        rest -= reserve;
        foreach (var asset in assets.Where(_ => Happens(.6)))
        {
            var units = Part(1);
            rest -= units;
            _units.Add((institution, asset.Name, units));
        }

        return new Institution($"{kind}{institution}", kind)
        {
            Group = Happens(.5) ? $"group {_random.Next(2)}" : null,
            Role = kind == InstitutionKind.Platform && Happens(.4) ? InstitutionRole.P2p : kind == InstitutionKind.Platform && Happens(.5) ? InstitutionRole.Fund : kind == InstitutionKind.Provider && Happens(.5) ? InstitutionRole.Portal : InstitutionRole.None,
            Quality = Happens(.8) ? Share() : null,
            DailyTransactions = Happens(.5) ? Amount(100) : null,
            Score = Happens(.7) ? Share() : null,
            Licence = Happens(.8) ? _random.Next(2) : null,
            Mode = kind == InstitutionKind.Platform ? (PlatformMode)_random.Next(5) : PlatformMode.None,
            Cash = cash,
            Reserve = reserve,
            ExternalAssets = Math.Round(rest, 2),
            Deposits = deposits,
            ExternalLiabilities = others,
            ClientMoney = clientMoney,
            TrustAssets = trust,
            Recovery = Happens(.5) ? Share() : null,
            DefaultProbability = Happens(.7) ? Share() : 1,
            Members = Happens(.3) ? _random.Next(1, 6) : null,
            Accounts = Happens(.7) ? _random.Next(1, 10) : null,
            Load = Happens(.4) ? Amount(100) : null,
            Capacity = Happens(.3) ? Amount(100) : null,
            QueueMax = Happens(.5) ? Amount(100) : null,
            GuaranteeLimit = Happens(.5) ? Amount(40) : null,
        };
    }

    private MarketAsset Asset(string name) => new()
    {
        Name = name,
        Impact = Happens(.3) ? 0 : Math.Round(.01 * _random.NextDouble(), 4),
        Depth = Happens(.4) ? Amount(1000) + 50 : null,
        Duration = Math.Round(8 * _random.NextDouble(), 1),
    };

    private int Any(InstitutionKind kind)
    {
        int[] all = [.. Enumerable.Range(0, _kinds.Count).Where(institution => _kinds[institution] == kind)];
        return all[_random.Next(all.Length)];
    }

    private bool Happens(double chance) => _random.NextDouble() < chance;

    private double Amount(double most) => Math.Round((most * _random.NextDouble()) + .01, 2);

    private double Share() => Math.Round(_random.NextDouble(), 2);
}
