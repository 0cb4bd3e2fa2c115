namespace Contagion.Analysis;

/// <summary>How far something belongs to each of some grades: shares of sum 1.</summary>
public static class Membership
{
    /// <summary>The membership that votes for grades make.</summary>
    /// <param name="votes">At least 0, not all 0.</param>
    public static double[] OfVotes(IReadOnlyList<double> votes)
    {
        var sum = votes.Sum();
        return [.. votes.Select(vote => vote / sum)];
    }

    /// <summary>The membership of a number: whole in a grade at the grade's own number, shared between two grades in proportion between theirs.</summary>
    /// <param name="number">Any finite number.</param>
    /// <param name="at">For each grade the number that is wholly in it, all rising or all falling.</param>
    public static double[] OfNumber(double number, IReadOnlyList<double> at)
    {
        var membership = new double[at.Count];
        var sign = at.Count > 1 && at[1] < at[0] ? -1 : 1;
        var grade = 0;
        while (grade < at.Count && sign * number >= sign * at[grade])
        {
            grade++;
        }

        if (grade == 0 || grade == at.Count)
        {
            membership[Math.Max(0, grade - 1)] = 1;
            return membership;
        }

        membership[grade] = (number - at[grade - 1]) / (at[grade] - at[grade - 1]);
        membership[grade - 1] = 1 - membership[grade];
        return membership;
    }

    /// <summary>B = w ∘ R: one membership of those of several criteria.</summary>
    /// <param name="weights">Of sum 1, one a criterion.</param>
    /// <param name="memberships">One a criterion.</param>
    /// <param name="by">How.</param>
    public static double[] Combine(IReadOnlyList<double> weights, IReadOnlyList<double[]> memberships, FuzzyOperator by)
    {
        double[] combined = [.. memberships[0].Select((_, grade) => by == FuzzyOperator.MaxMin
            ? weights.Select((weight, criterion) => Math.Min(weight, memberships[criterion][grade])).Max()
            : weights.Select((weight, criterion) => weight * memberships[criterion][grade]).Sum())];
        return OfVotes(combined);
    }

    /// <summary>The grade of a membership: the largest share; the first of several.</summary>
    public static int GradeOf(IReadOnlyList<double> membership) => Enumerable.Range(0, membership.Count).MaxBy(grade => membership[grade]);
}
