using System.ComponentModel;

namespace Contagion.Model;

/// <summary>Whom a metric is told for.</summary>
public enum MetricUnit
{
    /// <summary>Each institution.</summary>
    [Description("each institution")]
    Institution,

    /// <summary>Each group; institutions without one go by kind.</summary>
    [Description("each group, institutions without one by kind")]
    Group,

    /// <summary>Each kind.</summary>
    [Description("each kind")]
    Kind,

    /// <summary>The system alone.</summary>
    [Description("the system alone")]
    System,
}
