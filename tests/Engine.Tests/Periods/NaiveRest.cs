namespace Contagion.Engine.Tests.Periods;

/// <summary>What is left of a loss that somebody stands for.</summary>
/// <param name="loss">The loss.</param>
internal sealed class NaiveRest(NaiveLoss loss)
{
    public NaiveLoss Loss => loss;

    /// <summary>What nobody has paid or promised yet.</summary>
    public double Amount { get; set; }

    /// <summary>What was promised for it.</summary>
    public List<NaiveClaim> Promises { get; } = [];

    /// <summary>What is missing once promises are settled.</summary>
    public double Missing => Amount + Promises.Sum(promise => promise.Unpaid);
}
