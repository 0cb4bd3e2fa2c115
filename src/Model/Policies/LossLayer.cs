namespace Contagion.Model;

/// <summary>Who can pay for a credit loss that collateral does not cover.</summary>
public enum LossLayer
{
    /// <summary>The platform's reserve fund.</summary>
    ReserveFund,

    /// <summary>The loan's guarantor.</summary>
    Guarantor,

    /// <summary>The platform that promised to.</summary>
    Platform,

    /// <summary>The industry's guarantee fund; it always comes last, since it pays what is still missing after payments are cleared.</summary>
    GuaranteeFund,
}
