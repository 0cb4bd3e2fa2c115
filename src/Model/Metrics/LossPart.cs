using System.ComponentModel;

namespace Contagion.Model;

/// <summary>Which losses a metric is about.</summary>
public enum LossPart
{
    /// <summary>All of what an institution loses.</summary>
    [Description("all of what is lost")]
    Total,

    /// <summary>What it loses beyond its direct shock.</summary>
    [Description("what is lost beyond the direct shock")]
    Contagion,
}
