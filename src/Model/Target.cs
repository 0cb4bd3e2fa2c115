namespace Contagion.Model;

/// <summary>Which institutions a shock hits.</summary>
public abstract record Target
{
    private Target()
    {
    }

    /// <summary>Every institution.</summary>
    public sealed record All : Target;

    /// <summary>The institutions of these ids.</summary>
    public sealed record Ids(IReadOnlyList<string> Names) : Target
    {
        /// <inheritdoc/>
        public bool Equals(Ids? other) => other is not null && Names.SequenceEqual(other.Names);

        /// <inheritdoc/>
        public override int GetHashCode() => Names.Count;
    }

    /// <summary>Every institution of a kind.</summary>
    public sealed record OfKind(InstitutionKind Kind) : Target;

    /// <summary>Every institution of a group.</summary>
    public sealed record OfGroup(string Group) : Target;

    /// <summary>The institutions that come first by a measure, among a target; ties go to the one first in the input.</summary>
    public sealed record Top(int Count, Measure By, Target Among) : Target;

    /// <summary>Institutions drawn at random without replacement among a target, anew in each replication.</summary>
    public sealed record Random(int Count, Target Among) : Target;

    /// <summary>Each institution of a target in turn: one replication each, in input order.</summary>
    public sealed record Each(Target Of) : Target;
}
