namespace Contagion.Model;

/// <summary>How large a shock is: one number, or a distribution to draw from. The engine derives one sealed record a distribution.</summary>
public abstract record ShockSize
{
    /// <summary>The same number for every target and replication.</summary>
    public static implicit operator ShockSize(double size) => new Fixed(size);

    /// <summary>One number.</summary>
    /// <param name="Value">The size.</param>
    public sealed record Fixed(double Value) : ShockSize;
}
