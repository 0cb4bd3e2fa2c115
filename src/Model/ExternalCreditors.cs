using System.ComponentModel;

namespace Contagion.Model;

/// <summary>Where creditors outside the network stand when an institution cannot pay everybody.</summary>
public enum ExternalCreditors
{
    /// <summary>They share with the network's most senior class, each in proportion to its claim.</summary>
    [Description("they share with the network's most senior class in proportion to the claims")]
    PariPassu,

    /// <summary>They are paid before the network.</summary>
    [Description("they are paid before the network")]
    Senior,
}
