namespace Contagion.Analysis;

/// <summary>How a platform is judged: criteria in levels, weighed by comparisons, graded by votes or features (fuzzy comprehensive evaluation).</summary>
/// <param name="Grades">The grades, in their order.</param>
/// <param name="By">How memberships are put together on each level.</param>
/// <param name="Whole">What is judged.</param>
/// <remarks><c>models.md</c> section 10. On each level B = w ∘ R, from the bottom up: the B of a criterion is its row in the R of the level above.</remarks>
public sealed record Evaluation(IReadOnlyList<Grade> Grades, FuzzyOperator By, Criterion.Composed Whole)
{
    /// <summary>Judges a platform.</summary>
    /// <param name="featureOf">The platform's features by name; asked for those that criteria are judged by alone.</param>
    public Judgement Judge(Func<string, double> featureOf) => Judge(Whole, featureOf);

    private Judgement Judge(Criterion criterion, Func<string, double> featureOf) => criterion switch
    {
        Criterion.Voted voted => Judged(voted, Membership.OfVotes(voted.Votes), []),
        Criterion.Measured measured => Judged(measured, Membership.OfNumber(featureOf(measured.Feature), measured.At), []),
        Criterion.Composed composed => Judge(composed, [.. composed.Criteria.Select(part => Judge(part, featureOf))]),
        _ => throw new ArgumentOutOfRangeException(nameof(criterion), criterion, "Not a criterion that can be judged."),
    };

    private Judgement Judge(Criterion.Composed composed, Judgement[] parts) =>
        Judged(composed, Membership.Combine(composed.Priorities.Weights, [.. parts.Select(part => part.Membership)], By), parts);

    private Judgement Judged(Criterion criterion, double[] membership, IReadOnlyList<Judgement> parts) =>
        new(criterion, membership, Grades[Membership.GradeOf(membership)], membership.Zip(Grades).Sum(pair => pair.First * pair.Second.Points), parts);
}

/// <summary>What came of judging.</summary>
/// <param name="Criterion">What was judged.</param>
/// <param name="Membership">How far it belongs to each grade.</param>
/// <param name="Grade">The grade it belongs to most.</param>
/// <param name="Score">Points of the grades, weighed by membership.</param>
/// <param name="Parts">What came of the criteria that it is made of.</param>
public sealed record Judgement(Criterion Criterion, double[] Membership, Grade Grade, double Score, IReadOnlyList<Judgement> Parts);
