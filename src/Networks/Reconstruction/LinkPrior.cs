namespace Contagion.Networks;

/// <summary>What is believed of a debt before totals are known: with probability 1 − p there is none, else it is exponential with rate λ.</summary>
internal abstract class LinkPrior
{
    /// <summary>(1 − p) / (p λ): the weight of no debt beside that of any amount, in the currency unit.</summary>
    public abstract double Absence(int debtor, int creditor);

    /// <summary>λ, in one over the currency unit.</summary>
    public abstract double Rate(int debtor, int creditor);

    /// <summary>Whether λ is the same for all: it says nothing then, since whatever has the totals has the same sum.</summary>
    public abstract bool HasOneRate { get; }

    /// <summary>The same where no debt is so many times as likely beside any.</summary>
    public abstract LinkPrior Scaled(double factor);
}

/// <summary>The same p and λ for every pair.</summary>
/// <param name="Probability">p, in (0, 1].</param>
/// <param name="AmountRate">λ.</param>
internal sealed class ErdosRenyiPrior(double Probability, double AmountRate) : LinkPrior
{
    /// <summary>p.</summary>
    public double LinkProbability => Probability;

    /// <inheritdoc/>
    public override bool HasOneRate => true;

    /// <summary>The prior under which so many links are expected, with amounts that make the total right.</summary>
    /// <param name="links">Links expected.</param>
    /// <param name="pairs">Pairs that can have one.</param>
    /// <param name="total">All debts.</param>
    public static ErdosRenyiPrior Of(double links, double pairs, double total) => new(Math.Min(1, links / pairs), links / total);

    /// <inheritdoc/>
    public override double Absence(int debtor, int creditor) => (1 - Probability) / Probability / AmountRate;

    /// <inheritdoc/>
    public override double Rate(int debtor, int creditor) => AmountRate;

    /// <inheritdoc/>
    /// <remarks>λ stays in proportion to p, so that the total expected is the same: (1 − p') / p'² = factor (1 − p) / p².</remarks>
    public override LinkPrior Scaled(double factor)
    {
        var wanted = factor * (1 - Probability) / Probability / Probability;
        var scaled = 2 / (1 + Math.Sqrt(1 + (4 * wanted)));
        return new ErdosRenyiPrior(scaled, AmountRate / Probability * scaled);
    }
}

/// <summary>p of the fitness model, and amounts that are on average what it gives a link.</summary>
internal sealed class FitnessPrior(FitnessModel model, double factor = 1) : LinkPrior
{
    /// <inheritdoc/>
    public override bool HasOneRate => false;

    /// <inheritdoc/>
    /// <remarks>(1 − p) / p = q / (x y).</remarks>
    public override double Absence(int debtor, int creditor) => factor * model.Q / (model.X[debtor] * model.Y[creditor]) * model.Amount(debtor, creditor);

    /// <inheritdoc/>
    public override double Rate(int debtor, int creditor) => 1 / model.Amount(debtor, creditor);

    /// <inheritdoc/>
    public override LinkPrior Scaled(double by) => new FitnessPrior(model, factor * by);
}
