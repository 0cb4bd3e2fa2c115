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

    /// <summary>So many steps are drawn before any asks another: answers lie all over memory, which can fetch many at once.</summary>
    private const int BlockSteps = 1024;

    private byte[] _kind = [];
    private int[] _before = [];

    /// <summary>Both ends of each step's link.</summary>
    public (int[] Creditor, int[] Debtor) Draw()
    {
        Steps();
        var (creditor, debtor) = (new int[_kind.Length], new int[_kind.Length]);
        creditor.AsSpan().Fill(Unknown);
        debtor.AsSpan().Fill(Unknown);
        (creditor[0], debtor[0], creditor[1], debtor[1]) = (0, 1, 1, 0);
        draw.ForEach(_kind.Length, (first, end) =>
        {
            var (uniforms, asked) = (new double[BlockSteps], new int[BlockSteps]);
            for (var step = Math.Max(2, first); step < end; step += BlockSteps)
            {
                var count = Math.Min(BlockSteps, end - step);
                Ends(step, creditor.AsSpan(step, count), creditor, WhoLends, Lender, model.DeltaOut, uniforms, asked);
                Ends(step, debtor.AsSpan(step, count), debtor, WhoBorrows, Borrower, model.DeltaIn, uniforms, asked);
            }
        });
        return (creditor, debtor);
    }

    /// <summary>Draws what each step is, until there are enough institutions, and counts how many there are before it.</summary>
    private void Steps()
    {
        // Two banks that lend to each other come first.
        var (kinds, befores, institutions) = (new List<byte> { Link, Link }, new List<int> { 0, 0 }, 2);
        while (institutions < model.Institutions)
        {
            // A little less than are needed, so that few are drawn in vain.
            var (from, drawn) = (kinds.Count, new byte[BlockSteps + (int)(0.95 * (model.Institutions - institutions) / (1 - model.Beta))]);
            draw.ForEach(drawn.Length, (first, end) =>
            {
                var uniforms = new double[end - first];
                draw.Uniforms(Purpose.Links, from + first, WhichStep, uniforms);
                for (var step = first; step < end; step++)
                {
                    var which = uniforms[step - first];
                    drawn[step] = which < model.Beta ? Link : which < model.Beta + model.Alpha ? Lender : Borrower;
                }
            });
            for (var step = 0; step < drawn.Length && institutions < model.Institutions; step++)
            {
                kinds.Add(drawn[step]);
                befores.Add(institutions);
                institutions += drawn[step] == Link ? 0 : 1;
            }
        }

        (_kind, _before) = ([.. kinds], [.. befores]);
    }

    /// <summary>Who lends, or who borrows, in some steps.</summary>
    /// <param name="first">The first step.</param>
    /// <param name="ends">Receives who does.</param>
    /// <param name="known">What is known of all steps; other threads may write the same at the same time.</param>
    /// <param name="purpose">Which draw of a step it takes.</param>
    /// <param name="newcomer">The kind of step that adds such an end.</param>
    /// <param name="delta">δ.</param>
    /// <param name="uniforms">Room.</param>
    /// <param name="asked">Room.</param>
    private void Ends(int first, Span<int> ends, int[] known, uint purpose, byte newcomer, double delta, double[] uniforms, int[] asked)
    {
        draw.Uniforms(Purpose.Links, first, purpose, uniforms.AsSpan(0, ends.Length));
        for (var at = 0; at < ends.Length; at++)
        {
            asked[at] = Ask(first + at, uniforms[at], newcomer, delta);
        }

        for (var at = 0; at < ends.Length; at++)
        {
            var answer = asked[at] < 0 ? ~asked[at] : Volatile.Read(ref known[asked[at]]);
            while (answer == Unknown)
            {
                // A step of this block, or one that another thread has not come to: it is asked whom it asks.
                asked[at] = Ask(asked[at], draw.Uniform(Purpose.Links, asked[at], purpose), newcomer, delta);
                answer = asked[at] < 0 ? ~asked[at] : Volatile.Read(ref known[asked[at]]);
            }

            Volatile.Write(ref ends[at], answer);
        }
    }

    /// <summary>The earlier step whose end is that of a step, in proportion to what everybody has of such links; or the complement of the end, where it is a new one or anybody.</summary>
    private int Ask(int step, double uniform, byte newcomer, double delta)
    {
        var before = _before[step];
        if (_kind[step] == newcomer)
        {
            return ~before;
        }

        var place = uniform * (step + (delta * before));
        return place < step ? (int)place : ~Math.Min(before - 1, (int)((place - step) / delta));
    }
}
