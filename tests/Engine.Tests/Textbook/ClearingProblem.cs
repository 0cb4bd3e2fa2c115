namespace Contagion.Engine.Tests.Textbook;

/// <summary>Outcome of a clearing. Source: Eisenberg and Noe 2001, Def. 1; Rogers and Veraart 2013, Def. 3.6.</summary>
/// <param name="Payment">All that each node pays, to the network and to external creditors.</param>
/// <param name="NetworkPayment">The part that goes to the network.</param>
/// <param name="ExternalPayment">The part that goes to external creditors.</param>
/// <param name="Equity">What is left to owners; 0 in default.</param>
/// <param name="NetWorth">Assets before default costs, less everything owed; negative in default.</param>
/// <param name="Defaulted">Who cannot pay in full.</param>
/// <param name="Waves">Default set after each round of fictitious default, ascending; empty for Picard.</param>
internal sealed record ClearingResult(
    double[] Payment, double[] NetworkPayment, double[] ExternalPayment, double[] Equity, double[] NetWorth,
    bool[] Defaulted, IReadOnlyList<int[]> Waves);

/// <summary>Debts put in the form that all clearing maps here share. Source: models.md 2.2 (external creditors) and 2.4.</summary>
/// <param name="ExternalAssets">e, after the shock.</param>
/// <param name="Senior">Paid before <paramref name="Due"/>: b where external creditors are senior, else 0.</param>
/// <param name="Due">Paid pro rata: network debts, and b where external creditors rank pari passu.</param>
/// <param name="Share">Π, the part of <paramref name="Due"/> that each creditor in the network has.</param>
/// <param name="Tolerance">τ, from assets at face value.</param>
internal sealed record ClearingProblem(
    double[] ExternalAssets, double[] Senior, double[] Due, double[,] Share, double[] Tolerance)
{
    internal int Count => Due.Length;

    internal static ClearingProblem From(
        double[,] debt, double[] externalAssets, double[] externalLiabilities, bool externalCreditorsSenior)
    {
        var none = new double[externalLiabilities.Length];
        var senior = externalCreditorsSenior ? externalLiabilities : none;
        var due = BalanceSheet.TotalLiabilities(debt, externalCreditorsSenior ? none : externalLiabilities);
        var tolerance = DefaultRule.Tolerances(BalanceSheet.TotalAssets(debt, externalAssets));
        return new ClearingProblem(externalAssets, senior, due, BalanceSheet.Shares(debt, due), tolerance);
    }

    /// <summary>e_i + Σ_j Π[j,i] p_j − p̄_i.</summary>
    internal double[] NetWorth(double[] payment) =>
        [.. BalanceSheet.Receipts(Share, payment).Select((receipt, i) => ExternalAssets[i] + receipt - Senior[i] - Due[i])];

    /// <summary>Who defaults when everyone pays <paramref name="payment"/>. A node that owes nothing never does.</summary>
    internal bool[] Defaults(double[] payment, bool zeroEquityIsDefault) =>
        [.. NetWorth(payment).Select((worth, i) =>
            Senior[i] + Due[i] > 0 && DefaultRule.IsDefault(worth, Tolerance[i], zeroEquityIsDefault))];

    /// <summary>α e + β Σ_j Π[j,i] p_j: what the estate of i is worth in default.</summary>
    internal double[] Estate(double[] payment, double alpha, double beta) =>
        [.. BalanceSheet.Receipts(Share, payment).Select((receipt, i) => (alpha * ExternalAssets[i]) + (beta * receipt))];

    internal ClearingResult Result(
        double[] payment, bool[] defaulted, double alpha, double beta, IReadOnlyList<int[]> waves)
    {
        var worth = NetWorth(payment);
        var estate = Estate(payment, alpha, beta);
        var network = new double[Count];
        var external = new double[Count];
        for (var i = 0; i < Count; i++)
        {
            var networkShare = 0.0;
            for (var j = 0; j < Count; j++)
            {
                networkShare += Share[i, j];
            }

            var seniorPayment = defaulted[i] ? Math.Min(Senior[i], estate[i]) : Senior[i];
            network[i] = networkShare * payment[i];
            external[i] = seniorPayment + (payment[i] - network[i]);
        }

        return new ClearingResult(
            [.. network.Select((paid, i) => paid + external[i])], network, external,
            [.. worth.Select((value, i) => defaulted[i] ? 0 : Math.Max(0, value))], worth, defaulted, waves);
    }
}
