namespace Contagion.Analysis;

/// <summary>Something that is judged: by itself, or by what it is made of.</summary>
/// <param name="Name">Its name.</param>
public abstract record Criterion(string Name)
{
    /// <summary>Judged by votes of experts.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Votes">How many voted for each grade, or which share; at least 0, not all 0.</param>
    public sealed record Voted(string Name, IReadOnlyList<double> Votes) : Criterion(Name);

    /// <summary>Judged by a feature of the platform.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Feature">The feature.</param>
    /// <param name="At">For each grade the number that is wholly in it, all rising or all falling.</param>
    public sealed record Measured(string Name, string Feature, IReadOnlyList<double> At) : Criterion(Name);

    /// <summary>Judged by other criteria.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Criteria">Those.</param>
    /// <param name="Priorities">Their weights.</param>
    public sealed record Composed(string Name, IReadOnlyList<Criterion> Criteria, Priorities Priorities) : Criterion(Name);

    /// <summary>The features that it is judged by, its own and those of the criteria below it.</summary>
    public IEnumerable<string> Features => this switch
    {
        Measured measured => [measured.Feature],
        Composed composed => composed.Criteria.SelectMany(criterion => criterion.Features).Distinct(),
        _ => [],
    };
}
