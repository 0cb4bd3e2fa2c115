using System.Runtime.InteropServices;
using Contagion.Model;

namespace Contagion.Networks;

/// <summary>Makes a network of the loans of a tripartite model: institutions with what the model gives them, and exposures by the platforms' mode.</summary>
/// <param name="model">The model.</param>
/// <param name="draw">The drawing.</param>
internal sealed class LoanBooks(Tripartite model, NetworkDraw draw)
{
    /// <summary>What a trait draws, by the index of the draw.</summary>
    private const uint PlatformCash = 0;
    private const uint Quality = 1;
    private const uint BorrowerAssets = 2;
    private const uint DefaultProbability = 3;

    private readonly double[] _onPlatform = new double[model.Platforms];
    private readonly double[] _guaranteed = new double[model.Guarantors ?? 0];
    private readonly double[] _lent = new double[model.Lenders];
    private readonly double[] _borrowed = new double[model.Borrowers];

    private bool IsPooled => model.Mode == PlatformMode.Pooled;

    private double Coverage => model.Coverage ?? 1;

    private int FirstLender => model.Platforms + _guaranteed.Length;

    private int FirstBorrower => FirstLender + model.Lenders;

    /// <summary>The network.</summary>
    /// <param name="keepsTerms">Whether terms of claims are kept.</param>
    public Network Build(bool keepsTerms)
    {
        var parts = new LoanMarket(model, draw).Draw();
        ForEachLoan(parts, Count);
        var builder = new NetworkBuilder { KeepsTerms = keepsTerms };
        builder.ExpectExactly(FirstBorrower + model.Borrowers);
        builder.Expect(0, parts.Sum(part => part.Lenders.Count + (IsPooled ? part.Loans.Count : 0)));
        AddInstitutions(builder);
        ForEachLoan(parts, (in Loan loan, ReadOnlySpan<int> lenders) => Add(builder, in loan, lenders));
        return builder.Build();
    }

    private void ForEachLoan(IReadOnlyList<(List<Loan> Loans, List<int> Lenders)> parts, LoanAction action)
    {
        foreach (var (loans, lenders) in parts)
        {
            var all = CollectionsMarshal.AsSpan(lenders);
            for (var loan = 0; loan < loans.Count; loan++)
            {
                action(loans[loan], all.Slice(loan * model.LendersPerLoan, model.LendersPerLoan));
            }
        }
    }

    /// <summary>Counts a loan in what everybody has of loans.</summary>
    private void Count(in Loan loan, ReadOnlySpan<int> lenders)
    {
        _onPlatform[loan.Platform] += loan.Amount;
        _borrowed[loan.Borrower] += loan.Amount;
        if (_guaranteed.Length > 0)
        {
            _guaranteed[loan.Platform % _guaranteed.Length] += Coverage * loan.Amount;
        }

        foreach (var lender in lenders)
        {
            _lent[lender] += loan.Amount / lenders.Length;
        }
    }

    private void AddInstitutions(NetworkBuilder builder)
    {
        var id = NetworkModel.Ids('P', model.Platforms);
        for (var platform = 0; platform < model.Platforms; platform++)
        {
            builder.Add(new Institution(id(platform), InstitutionKind.Platform)
            {
                Role = InstitutionRole.P2p,
                Mode = model.Mode,
                Cash = _onPlatform[platform] * Trait(model.PlatformCash, platform, PlatformCash),
                Quality = Trait(model.Quality, platform, Quality),
            });
        }

        id = NetworkModel.Ids('G', _guaranteed.Length);
        for (var guarantor = 0; guarantor < _guaranteed.Length; guarantor++)
        {
            builder.Add(new Institution(id(guarantor), InstitutionKind.Guarantor) { Cash = _guaranteed[guarantor] * model.GuarantorCash });
        }

        id = NetworkModel.Ids('L', model.Lenders);
        for (var lender = 0; lender < model.Lenders; lender++)
        {
            builder.Add(new Institution(id(lender), InstitutionKind.Lender) { Cash = model.LenderCash == 0 ? null : _lent[lender] * model.LenderCash });
        }

        id = NetworkModel.Ids('B', model.Borrowers);
        for (var borrower = 0; borrower < model.Borrowers; borrower++)
        {
            builder.Add(new Institution(id(borrower), InstitutionKind.Borrower)
            {
                ExternalAssets = _borrowed[borrower] * Trait(model.BorrowerAssets, borrower, BorrowerAssets),
                DefaultProbability = Trait(model.DefaultProbability, borrower, DefaultProbability),
                Recovery = model.Recovery,
            });
        }
    }

    private void Add(NetworkBuilder builder, in Loan loan, ReadOnlySpan<int> lenders)
    {
        var debtor = FirstBorrower + loan.Borrower;
        var terms = new ExposureTerms { Maturity = loan.Maturity };
        if (IsPooled)
        {
            builder.Add(new Exposure(loan.Platform, debtor, loan.Amount), in terms);
            foreach (var lender in lenders)
            {
                builder.Add(new Exposure(FirstLender + lender, loan.Platform, loan.Amount / lenders.Length, ExposureType.Demand));
            }

            return;
        }

        terms = terms with { Guarantor = _guaranteed.Length == 0 ? null : model.Platforms + (loan.Platform % _guaranteed.Length), Coverage = model.Coverage };
        foreach (var lender in lenders)
        {
            builder.Add(new Exposure(FirstLender + lender, debtor, loan.Amount / lenders.Length) { Platform = loan.Platform }, in terms);
        }
    }

    private double? Trait(ShockSize? size, int entity, uint trait) => size is null ? null : draw.Size(size, Purpose.Traits, entity, trait);

    private delegate void LoanAction(in Loan loan, ReadOnlySpan<int> lenders);
}
