namespace Contagion.Engine.Tests;

/// <summary>Random payments among a few institutions with too little cash. The same seed gives the same.</summary>
/// <remarks>Amounts are multiples of 1/64, so that sums of them are exact and a balance that just covers a payment does so in any order.</remarks>
internal sealed class RandomPayments
{
    public const int Periods = 3;
    public const int Lanes = 8;

    private const double Grain = 64;

    private RandomPayments(int seed, int institutions) => (Seed, Institutions) = (seed, institutions);

    public int Seed { get; }

    public int Institutions { get; }

    public required QueuedPayment[] Payments { get; init; }

    /// <summary>By institution and lane.</summary>
    public required double[,] Cash { get; init; }

    /// <summary>By period, institution and lane.</summary>
    public required bool[,,] IsSilent { get; init; }

    /// <summary>Nothing here is rounded.</summary>
    public double[] TotalAssets => new double[Institutions];

    /// <summary>Up to 70 payments among 2 to 15 institutions.</summary>
    public static RandomPayments Of(int seed) => Of(seed, 15, 70);

    /// <param name="seed">Decides everything.</param>
    /// <param name="institutionsMax">There are 2 to so many institutions.</param>
    /// <param name="paymentsMax">There are at most so many payments.</param>
    public static RandomPayments Of(int seed, int institutionsMax, int paymentsMax)
    {
        var random = new Random(seed);
        var institutions = 2 + random.Next(institutionsMax - 1);
        var payments = new QueuedPayment[random.Next(Math.Min(paymentsMax, 5 * institutions) + 1)];
        for (var number = 0; number < payments.Length; number++)
        {
            var payer = random.Next(institutions);
            var payee = (payer + 1 + random.Next(institutions - 1)) % institutions;
            payments[number] = new QueuedPayment(payer, payee, random.Next(1000) / Grain, random.Next(Periods));
        }

        // From hardly any cash, so that little moves, to enough for most.
        var plenty = Math.Pow(10, (2 * random.NextDouble()) - 1);
        var (cash, isSilent) = (new double[institutions, Lanes], new bool[Periods, institutions, Lanes]);
        for (var institution = 0; institution < institutions; institution++)
        {
            for (var lane = 0; lane < Lanes; lane++)
            {
                cash[institution, lane] = random.Next(3) == 0 ? 0 : Math.Round(1000 * plenty * random.NextDouble()) / Grain;
                for (var period = 0; period < Periods; period++)
                {
                    isSilent[period, institution, lane] = random.Next(6) == 0;
                }
            }
        }

        return new RandomPayments(seed, institutions) { Payments = payments, Cash = cash, IsSilent = isSilent };
    }

    public double[] CashOf(int lane) => [.. Enumerable.Range(0, Institutions).Select(institution => Cash[institution, lane])];

    public bool[] SilentIn(int period, int lane) => [.. Enumerable.Range(0, Institutions).Select(institution => IsSilent[period, institution, lane])];

    /// <summary>Cash in lanes, from a lane on.</summary>
    public LaneArray<TLanes> CashFrom<TLanes>(int firstLane)
        where TLanes : unmanaged, ILanes<TLanes> => TestLanes.Numbers<TLanes>(Institutions, (institution, lane) => Cash[institution, firstLane + lane]);

    /// <summary>Who sends nothing in lanes, from a lane on.</summary>
    public LaneArray<TLanes> SilentFrom<TLanes>(int period, int firstLane)
        where TLanes : unmanaged, ILanes<TLanes> => TestLanes.Masks<TLanes>(Institutions, (institution, lane) => IsSilent[period, institution, firstLane + lane]);

    public override string ToString() => $"RandomPayments.Of({Seed}) with {Institutions} institutions";
}
