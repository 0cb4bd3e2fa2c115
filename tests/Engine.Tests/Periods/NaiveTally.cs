namespace Contagion.Engine.Tests.Periods;

/// <summary>What happened so far, added up; the metrics of a period by their names in result files.</summary>
internal sealed class NaiveTally
{
    /// <summary>Amounts taken by shocks of P1.</summary>
    public double Shocks { get; set; }

    /// <summary>What struck debtors owned and their creditors did not get.</summary>
    public double DestroyedByCreditEvents { get; set; }

    /// <summary>price_loss.</summary>
    public double PriceLoss { get; set; }

    /// <summary>discounts.</summary>
    public double Discounts { get; set; }

    /// <summary>deadweight.</summary>
    public double Deadweight { get; set; }

    /// <summary>outside_loss.</summary>
    public double OutsideLoss { get; set; }

    /// <summary>public_loss.</summary>
    public double PublicLoss { get; set; }

    /// <summary>credit_loss.</summary>
    public double CreditLoss { get; set; }

    /// <summary>reserve_paid.</summary>
    public double ReservePaid { get; set; }

    /// <summary>guarantor_called.</summary>
    public double GuarantorCalled { get; set; }

    /// <summary>platform_called.</summary>
    public double PlatformCalled { get; set; }

    /// <summary>bridged.</summary>
    public double Bridged { get; set; }

    /// <summary>withdrawn.</summary>
    public double Withdrawn { get; set; }

    /// <summary>refused.</summary>
    public double Refused { get; set; }

    /// <summary>unsettled.</summary>
    public double Unsettled { get; set; }

    /// <summary>load.</summary>
    public double Load { get; set; }

    /// <summary>dropped.</summary>
    public double Dropped { get; set; }

    /// <summary>dark.</summary>
    public double Dark { get; set; }

    /// <summary>latency.</summary>
    public double Latency { get; set; }

    /// <summary>reserve_filled.</summary>
    public double ReserveFilled { get; set; }

    /// <summary>trust_filled.</summary>
    public double TrustFilled { get; set; }

    /// <summary>fund_filled.</summary>
    public double FundFilled { get; set; }

    /// <summary>What members paid the guarantee fund.</summary>
    public double Levied { get; set; }

    /// <summary>fund_paid.</summary>
    public double FundPaid { get; set; }

    /// <summary>Interest that was owed to the lender of last resort.</summary>
    public double Interest { get; set; }

    /// <summary>Everything that is gone for good, or to the lender of last resort.</summary>
    public double Destroyed => Shocks + DestroyedByCreditEvents + PriceLoss + Discounts + Deadweight + Interest + Levied - FundPaid;
}
