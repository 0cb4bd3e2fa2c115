using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Contagion.Model;

/// <summary>The numbers an institution gives, by item; the default gives none.</summary>
public struct InstitutionItems : IEquatable<InstitutionItems>
{
    /// <summary>How many items there are.</summary>
    public const int Count = (int)InstitutionItem.Licence + 1;

    private Numbers _numbers;

    /// <summary>The number of an item; null when it is not given.</summary>
    public readonly double? this[InstitutionItem item] => _numbers[(int)item].Value;

    /// <summary>Whether two give the same numbers.</summary>
    public static bool operator ==(InstitutionItems one, InstitutionItems other) => one.Equals(other);

    /// <summary>Whether two give different numbers.</summary>
    public static bool operator !=(InstitutionItems one, InstitutionItems other) => !one.Equals(other);

    /// <summary>The same numbers but for one.</summary>
    /// <param name="item">The item.</param>
    /// <param name="number">Its number; null to leave it out.</param>
    public readonly InstitutionItems With(InstitutionItem item, double? number)
    {
        var changed = this;
        changed._numbers[(int)item] = new OptionalNumber(number);
        return changed;
    }

    /// <inheritdoc/>
    public readonly bool Equals(InstitutionItems other) => ((ReadOnlySpan<OptionalNumber>)_numbers).SequenceEqual(other._numbers);

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is InstitutionItems other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(MemoryMarshal.AsBytes<OptionalNumber>(_numbers));
        return hash.ToHashCode();
    }

    [InlineArray(Count)]
    private struct Numbers
    {
        private OptionalNumber _first;
    }
}
