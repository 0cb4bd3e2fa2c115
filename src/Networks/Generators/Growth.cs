namespace Contagion.Networks;

/// <summary>The steps of a directed scale-free network, loops and parallel links included.</summary>
/// <remarks>Every step is a function of the draws alone: see <see cref="Skeleton"/>.</remarks>
/// <param name="draw">The drawing.</param>
/// <param name="model">Its parameters.</param>
internal sealed class Growth(NetworkDraw draw, ScaleFree model)
{
    private const int Unknown = -1;
    private const byte Lender = 0;
    private const byte Link = 1;
    private const byte Borrower = 2;

    /// <summary>What a step draws, by the index of the draw.</summary>
    private const uint WhichStep = 0;
    private const uint WhoLends = 1;
    private const uint WhoBorrows = 2;

    private readonly List<byte> _steps = [Lender, Link];
    private readonly List<int> _before = [0, 0];
    private int[] _creditor = [];
    private int[] _debtor = [];

    /// <summary>Both ends of each step's link.</summary>
    public (int[] Creditor, int[] Debtor) Draw()
    {
        Steps();
        (_creditor, _debtor) = (new int[_steps.Count], new int[_steps.Count]);
        _creditor.AsSpan().Fill(Unknown);
        _debtor.AsSpan().Fill(Unknown);
        (_creditor[0], _debtor[0], _creditor[1], _debtor[1]) = (0, 1, 1, 0);
        draw.ForEach(_steps.Count, (first, end) =>
        {
            for (var step = first; step < end; step++)
            {
                _creditor[step] = End(step, _creditor, WhoLends, Lender, model.DeltaOut);
                _debtor[step] = End(step, _debtor, WhoBorrows, Borrower, model.DeltaIn);
            }
        });
        return (_creditor, _debtor);
    }

    /// <summary>Draws what each step is, until there are enough institutions.</summary>
    private void Steps()
    {
        for (var institutions = 2; institutions < model.Institutions;)
        {
            // A little less than are needed, so that few are drawn in vain.
            var (from, kinds) = (_steps.Count, new byte[Ranges.RangeItems + (int)(0.9 * (model.Institutions - institutions) / (1 - model.Beta))]);
            draw.ForEach(kinds.Length, (first, end) =>
            {
                for (var step = first; step < end; step++)
                {
                    var which = draw.Uniform(Purpose.Links, from + step, WhichStep);
                    kinds[step] = which < model.Beta ? Link : which < model.Beta + model.Alpha ? Lender : Borrower;
                }
            });
            for (var step = 0; step < kinds.Length && institutions < model.Institutions; step++)
            {
                _steps.Add(kinds[step]);
                _before.Add(institutions);
                institutions += kinds[step] == Link ? 0 : 1;
            }
        }
    }

    /// <summary>Who lends, or who borrows, in a step: the new one, or one in proportion to what it has of such links, or anybody.</summary>
    /// <param name="step">The step.</param>
    /// <param name="known">What is known of such ends already; another thread may write the same at the same time.</param>
    /// <param name="purpose">Which draw of a step it takes.</param>
    /// <param name="newcomer">The kind of step that adds such an end.</param>
    /// <param name="delta">δ.</param>
    private int End(int step, int[] known, uint purpose, byte newcomer, double delta)
    {
        while (true)
        {
            if (Volatile.Read(ref known[step]) is var end and not Unknown)
            {
                return end;
            }

            var before = _before[step];
            if (_steps[step] == newcomer)
            {
                return before;
            }

            var place = draw.Uniform(Purpose.Links, step, purpose) * (step + (delta * before));
            if (place >= step)
            {
                return Math.Min(before - 1, (int)((place - step) / delta));
            }

            step = (int)place;
        }
    }
}
