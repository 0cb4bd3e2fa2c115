namespace Contagion.Engine.Tests.Textbook;

/// <summary>
/// The clearing vector with default costs.
/// Source: Rogers and Veraart 2013, Management Science 59(4), Def. 3.6; models.md 2.3.
/// </summary>
internal static class RogersVeraart
{
    /// <summary>The greatest clearing vector, by Picard from p̄ (or any fixed point, from another start).</summary>
    /// <param name="debt">L[i,j], what debtor i owes creditor j.</param>
    /// <param name="externalAssets">e, after the shock.</param>
    /// <param name="externalLiabilities">b.</param>
    /// <param name="alpha">Share of external assets recovered in default.</param>
    /// <param name="beta">Share of network receipts recovered in default.</param>
    /// <param name="zeroEquityIsDefault">Whether paying in full with nothing left is a default.</param>
    /// <param name="externalCreditorsSenior">Whether b is paid before the network.</param>
    /// <param name="start">Where to begin; p̄ when null.</param>
    internal static ClearingResult Picard(
        double[,] debt, double[] externalAssets, double[] externalLiabilities, double alpha, double beta,
        bool zeroEquityIsDefault = false, bool externalCreditorsSenior = false, double[]? start = null)
    {
        var problem = ClearingProblem.From(debt, externalAssets, externalLiabilities, externalCreditorsSenior);
        var payment = PicardIteration.Run(start ?? problem.Due, problem.Due.DefaultIfEmpty(0).Max(), current =>
            Payments(problem, current, problem.Defaults(current, zeroEquityIsDefault), alpha, beta));
        return problem.Result(payment, problem.Defaults(payment, zeroEquityIsDefault), alpha, beta, []);
    }

    /// <summary>The greatest clearing vector, by the growing set of defaults and one linear system a round.</summary>
    internal static ClearingResult FictitiousDefault(
        double[,] debt, double[] externalAssets, double[] externalLiabilities, double alpha, double beta,
        bool zeroEquityIsDefault = false, bool externalCreditorsSenior = false)
    {
        var problem = ClearingProblem.From(debt, externalAssets, externalLiabilities, externalCreditorsSenior);
        var payment = problem.Due;
        var defaulted = new bool[problem.Count];
        var waves = new List<int[]>();
        while (true)
        {
            var next = problem.Defaults(payment, zeroEquityIsDefault).Select((fails, i) => fails || defaulted[i]).ToArray();
            if (next.SequenceEqual(defaulted))
            {
                return problem.Result(payment, defaulted, alpha, beta, waves);
            }

            defaulted = next;
            waves.Add([.. Enumerable.Range(0, problem.Count).Where(i => next[i])]);
            payment = PaymentsGivenDefaults(problem, defaulted, alpha, beta);
        }
    }

    private static double[] Payments(
        ClearingProblem problem, double[] payment, bool[] defaulted, double alpha, double beta) =>
        [.. problem.Estate(payment, alpha, beta).Select((estate, i) =>
            defaulted[i] ? Math.Min(problem.Due[i], Math.Max(0, estate - problem.Senior[i])) : problem.Due[i])];

    /// <summary>Solves p_i = max(0, α e_i + β Σ_j Π[j,i] p_j − senior_i) for i in default, p_i = due_i for the others.</summary>
    /// <remarks>
    /// The maximum is kept by guessing who pays nothing and correcting the guess. The guess settles because
    /// the map is convex and increasing: after the first correction payments only rise (Howard's policy iteration).
    /// </remarks>
    private static double[] PaymentsGivenDefaults(ClearingProblem problem, bool[] defaulted, double alpha, double beta)
    {
        var paysNothing = new bool[problem.Count];
        for (var guess = 0; guess <= problem.Count + 1; guess++)
        {
            var payment = SolveLinear(problem, defaulted, paysNothing, alpha, beta);
            if (payment is null)
            {
                break;
            }

            var estate = problem.Estate(payment, alpha, beta);
            var next = estate.Select((value, i) => defaulted[i] && value < problem.Senior[i]).ToArray();
            if (next.SequenceEqual(paysNothing))
            {
                return [.. payment.Select((paid, i) => Math.Min(problem.Due[i], Math.Max(0, paid)))];
            }

            paysNothing = next;
        }

        // A closed group in default with nothing from outside: the system is singular, its greatest solution is not.
        return PicardIteration.Run(problem.Due, problem.Due.Max(), current => Payments(problem, current, defaulted, alpha, beta));
    }

    private static double[]? SolveLinear(
        ClearingProblem problem, bool[] defaulted, bool[] paysNothing, double alpha, double beta)
    {
        var n = problem.Count;
        var matrix = new double[n, n];
        var right = new double[n];
        for (var i = 0; i < n; i++)
        {
            matrix[i, i] = 1;
            if (!defaulted[i])
            {
                right[i] = problem.Due[i];
            }
            else if (!paysNothing[i])
            {
                right[i] = (alpha * problem.ExternalAssets[i]) - problem.Senior[i];
                for (var j = 0; j < n; j++)
                {
                    matrix[i, j] -= beta * problem.Share[j, i];
                }
            }
        }

        return DenseAlgebra.Solve(matrix, right);
    }
}
