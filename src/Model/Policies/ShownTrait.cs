namespace Contagion.Model;

/// <summary>By what a credit bureau shows how good platforms are.</summary>
public enum ShownTrait
{
    /// <summary>The column quality.</summary>
    Quality,

    /// <summary>The column score, or what a scorer gives.</summary>
    Score,
}
