namespace Contagion.Api;

/// <summary>What a caller may do.</summary>
public enum Role
{
    /// <summary>Look at what its tenant has.</summary>
    Reader,

    /// <summary>Start and change things of its tenant as well.</summary>
    Writer,

    /// <summary>All of that for every tenant, and keys.</summary>
    Admin,
}
