namespace Contagion.Engine;

/// <summary>All payments of a scenario as one queue a payer, in the order of periods and then as given. Shared by all blocks.</summary>
/// <remarks>Participants are the institutions that pay or are paid, numbered by themselves: the queues of a few among a million take little room.</remarks>
internal sealed class Payments
{
    /// <summary>The share of total assets by which a balance may fall short through rounding alone: 0.7 + 0.1 does not cover 0.8 otherwise.</summary>
    public const double Rounding = 1e-12;

    private readonly int[] _institution;
    private readonly double[] _tolerance;
    private readonly int[] _start;
    private readonly int[] _number;
    private readonly int[] _placeOf;
    private readonly int[] _payee;
    private readonly double[] _amount;
    private readonly int[] _period;

    /// <param name="payments">The payments; among those of one payer and period the first given is paid first.</param>
    /// <param name="totalAssets">Total assets of each institution, for <see cref="Rounding"/>.</param>
    /// <exception cref="ArgumentException">A payment is to the payer itself, or its amount is negative or not finite.</exception>
    public Payments(IReadOnlyList<QueuedPayment> payments, ReadOnlySpan<double> totalAssets)
    {
        _institution = [.. payments.SelectMany(payment => new[] { payment.Payer, payment.Payee }).Distinct().Order()];
        _tolerance = new double[_institution.Length];
        for (var participant = 0; participant < _institution.Length; participant++)
        {
            _tolerance[participant] = Rounding * Math.Max(1, totalAssets[_institution[participant]]);
        }

        // The order of LINQ is stable: as given, where payer and period are the same.
        _number = [.. Enumerable.Range(0, payments.Count).OrderBy(number => payments[number].Payer).ThenBy(number => payments[number].Period)];
        _placeOf = new int[payments.Count];
        (_payee, _amount, _period) = (new int[payments.Count], new double[payments.Count], new int[payments.Count]);
        _start = new int[_institution.Length + 1];
        for (var place = 0; place < _number.Length; place++)
        {
            var payment = payments[_number[place]];
            Check(payment, _number[place]);
            _placeOf[_number[place]] = place;
            (_payee[place], _amount[place], _period[place]) = (ParticipantOf(payment.Payee), payment.Amount, payment.Period);
            _start[ParticipantOf(payment.Payer) + 1]++;
        }

        for (var participant = 0; participant < _institution.Length; participant++)
        {
            _start[participant + 1] += _start[participant];
        }
    }

    /// <summary>Number of payments.</summary>
    public int Count => _amount.Length;

    /// <summary>Number of participants.</summary>
    public int Participants => _institution.Length;

    /// <summary>The institution of each participant, ascending.</summary>
    public ReadOnlySpan<int> Institution => _institution;

    /// <summary>By how much each participant's balance may fall short through rounding.</summary>
    public ReadOnlySpan<double> Tolerance => _tolerance;

    /// <summary>Where each participant's queue begins, among all places; one longer than <see cref="Participants"/>.</summary>
    public ReadOnlySpan<int> Start => _start;

    /// <summary>Which of the payments given stands at each place.</summary>
    public ReadOnlySpan<int> Number => _number;

    /// <summary>The place at which each of the payments given stands.</summary>
    public ReadOnlySpan<int> PlaceOf => _placeOf;

    /// <summary>The participant that is paid by the payment at each place.</summary>
    public ReadOnlySpan<int> Payee => _payee;

    /// <summary>The amount of the payment at each place.</summary>
    public ReadOnlySpan<double> Amount => _amount;

    /// <summary>The period in which the payment at each place enters the queue; never falling within a queue.</summary>
    public ReadOnlySpan<int> Period => _period;

    /// <summary>The participant that an institution is; negative where it neither pays nor is paid.</summary>
    public int ParticipantOf(int institution) => Array.BinarySearch(_institution, institution);

    private static void Check(QueuedPayment payment, int number)
    {
        if (payment.Payer == payment.Payee)
        {
            throw new ArgumentException($"QueuedPayment {number} is of institution {payment.Payer} to itself.");
        }

        // Asked this way round because NaN fails every comparison, and must fail here too.
        if (!(payment.Amount >= 0 && payment.Amount < double.PositiveInfinity))
        {
            throw new ArgumentException($"The amount {payment.Amount} of payment {number} is negative or not finite.");
        }
    }
}
