namespace Contagion.Model;

/// <summary>How the value of a thing pledged for several claims is shared among them.</summary>
public enum PledgeRule
{
    /// <summary>Each claim gets its share of the value by its amount.</summary>
    ProRata,

    /// <summary>The first row is paid first, then the next, as in a register.</summary>
    Registered,

    /// <summary>The first row gets the value, the others nothing: they were deceived.</summary>
    First,
}
