namespace Contagion.Engine;

/// <summary>The run threshold of a bank with demand deposits, when what depositors know differs by next to nothing.</summary>
/// <remarks>
/// A share λ is impatient; who withdraws early is promised r₁, who waits gets R with probability p(θ). All run where θ &lt; θ*,
/// p(θ*) = u(r₁)(1 − λ r₁ + ln r₁)/(r₁ ∫ from λ to 1/r₁ of u((1 − r₁ n) R/(1 − n)) dn). <c>models.md</c> 4.2.
/// Goldstein and Pauzner (2005), Journal of Finance 60(3):1293–1327.
/// </remarks>
public static class GoldsteinPauzner
{
    /// <summary>p(θ*), the probability of the late return below which all run; 1 or more where they always do.</summary>
    /// <param name="earlyPayment">r₁, at least 1.</param>
    /// <param name="lateReturn">R, above 0.</param>
    /// <param name="impatient">λ, at least 0 and below 1/r₁.</param>
    /// <param name="utility">u, increasing, with u(0) = 0 and relative risk aversion above 1 where it matters; never asked below 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static double RunThreshold(double earlyPayment, double lateReturn, double impatient, Func<double, double> utility)
    {
        if (!(earlyPayment >= 1 && double.IsFinite(earlyPayment)))
        {
            throw new ArgumentOutOfRangeException(nameof(earlyPayment), earlyPayment, "An early payment is at least 1.");
        }

        if (!(lateReturn > 0 && double.IsFinite(lateReturn)))
        {
            throw new ArgumentOutOfRangeException(nameof(lateReturn), lateReturn, "A late return is above 0.");
        }

        if (!(impatient >= 0 && impatient * earlyPayment < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(impatient), impatient, "The impatient can all be paid early.");
        }

        var waiting = GradedQuadrature.Integrate(
            withdrawing => utility(Math.Max(0, 1 - (earlyPayment * withdrawing)) / (1 - withdrawing) * lateReturn), impatient, 1 / earlyPayment);
        return utility(earlyPayment) * (1 - (impatient * earlyPayment) + Elementary.Log(earlyPayment)) / (earlyPayment * waiting);
    }
}
