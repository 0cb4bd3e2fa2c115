namespace Contagion.Model;

/// <summary>How a P2P platform stands for the loans it brings about.</summary>
public enum PlatformMode
{
    /// <summary>No mode given.</summary>
    None,

    /// <summary>The lender bears the loss.</summary>
    Unsecured,

    /// <summary>The platform promises to make it good.</summary>
    PlatformGuaranteed,

    /// <summary>A guarantor promises to make it good.</summary>
    ThirdPartyGuaranteed,

    /// <summary>Loans and lenders' money are pooled on the platform's own balance sheet.</summary>
    Pooled,
}
