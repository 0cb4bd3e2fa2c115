namespace Contagion.Api;

/// <summary>What is computed on behalf of a caller.</summary>
public enum JobKind
{
    /// <summary>A run of one scenario.</summary>
    Run,

    /// <summary>A comparison of several.</summary>
    Comparison,
}
