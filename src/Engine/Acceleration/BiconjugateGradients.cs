namespace Contagion.Engine;

/// <summary>Solves (I − T) d = r for every lane at once, each with its own numbers and its own end.</summary>
/// <remarks>
/// Stabilised biconjugate gradients: van der Vorst (1992), SIAM Journal on Scientific and Statistical Computing 13(2):631–644. Short recurrences,
/// two passes an iteration, and the same bits whoever asks: sums go over places in order. Lengths are measured with a weight for each place.
/// </remarks>
internal sealed class BiconjugateGradients<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    /// <summary>Below this the search has lost its direction.</summary>
    private const double Breakdown = 1e-30;

    private readonly LaneArray<TLanes> _shadow;
    private readonly LaneArray<TLanes> _residual;
    private readonly LaneArray<TLanes> _direction;
    private readonly LaneArray<TLanes> _image;
    private readonly LaneArray<TLanes> _second;
    private readonly LaneArray<TLanes> _room;

    public BiconjugateGradients(int count)
    {
        (_shadow, _residual, _direction) = (new(count), new(count), new(count));
        (_image, _second, _room) = (new(count), new(count), new(count));
    }

    /// <summary>Passes that each lane took in the last solution.</summary>
    public TLanes Passes { get; private set; }

    /// <summary>Length of what was left, relative to that of the right-hand side.</summary>
    public TLanes Reached { get; private set; }

    /// <summary>Solves; returns the lanes in which what is left became short enough.</summary>
    /// <param name="map">T.</param>
    /// <param name="right">r; 0 outside the members.</param>
    /// <param name="weight">Weight of each place in lengths; 0 outside the members.</param>
    /// <param name="solution">Receives d.</param>
    /// <param name="lanes">Mask of the lanes to solve.</param>
    /// <param name="tolerance">How short is short enough.</param>
    /// <param name="iterationsMax">After how many iterations each lane is given up.</param>
    public TLanes Solve(
        LinearMap<TLanes> map, LaneArray<TLanes> right, LaneArray<TLanes> weight, LaneArray<TLanes> solution, TLanes lanes, TLanes tolerance, TLanes iterationsMax)
    {
        for (var place = 0; place < right.Length; place++)
        {
            _residual[place] = _shadow[place] = lanes & right[place];
        }

        solution.Span.Clear();
        _direction.Span.Clear();
        _image.Span.Clear();
        var length = TLanes.Sqrt(Product(_residual, _residual, weight));
        var enough = tolerance * length;
        var (solved, open) = (lanes & TLanes.IsAtMost(length, TLanes.Zero), lanes & TLanes.IsBelow(TLanes.Zero, length));
        (Passes, Reached) = (TLanes.Zero, TLanes.One);
        var (rho, alpha, omega) = (TLanes.One, TLanes.One, TLanes.One);
        for (var iteration = TLanes.Zero; !TLanes.IsNone(open); iteration += TLanes.One)
        {
            open &= TLanes.IsBelow(iteration, iterationsMax);
            var next = Product(_shadow, _residual, weight);
            open &= TLanes.IsBelow(TLanes.Of(Breakdown) * length * length, TLanes.Abs(next));
            var beta = TLanes.IsNone(TLanes.IsEqual(iteration, TLanes.Zero)) ? next / rho * (alpha / omega) : TLanes.Zero;
            rho = next;
            for (var place = 0; place < right.Length; place++)
            {
                var direction = _residual[place] + (beta * (_direction[place] - (omega * _image[place])));
                _direction[place] = open & direction;
            }

            map.Difference(_direction, _image, _room);
            Passes += open & TLanes.One;
            alpha = rho / Product(_shadow, _image, weight);
            open &= IsFinite(alpha);
            for (var place = 0; place < right.Length; place++)
            {
                _residual[place] = open & (_residual[place] - (alpha * _image[place]));
            }

            var half = TLanes.Sqrt(Product(_residual, _residual, weight));
            var isHalf = open & TLanes.IsAtMost(half, enough);
            Add(solution, _direction, isHalf & alpha);
            Close(isHalf, half);
            if (TLanes.IsNone(open))
            {
                break;
            }

            map.Difference(_residual, _second, _room);
            Passes += open & TLanes.One;
            omega = Product(_second, _residual, weight) / Product(_second, _second, weight);
            open &= IsFinite(omega) & ~TLanes.IsEqual(omega, TLanes.Zero);
            for (var place = 0; place < right.Length; place++)
            {
                solution[place] += open & ((alpha * _direction[place]) + (omega * _residual[place]));
                _residual[place] = open & (_residual[place] - (omega * _second[place]));
            }

            var full = TLanes.Sqrt(Product(_residual, _residual, weight));
            Reached = TLanes.Select(open, full / length, Reached);
            Close(open & TLanes.IsAtMost(full, enough), full);
            open &= IsFinite(full);
        }

        return solved;

        void Close(TLanes done, TLanes left)
        {
            solved |= done;
            open &= ~done;
            Reached = TLanes.Select(done, left / length, Reached);
        }
    }

    /// <summary>Mask of the lanes that hold a number.</summary>
    private static TLanes IsFinite(TLanes number) => TLanes.IsBelow(TLanes.Abs(number), TLanes.Of(double.PositiveInfinity));

    private static void Add(LaneArray<TLanes> sum, LaneArray<TLanes> more, TLanes factor)
    {
        for (var place = 0; place < sum.Length && !TLanes.IsNone(factor); place++)
        {
            sum[place] += factor * more[place];
        }
    }

    private static TLanes Product(LaneArray<TLanes> first, LaneArray<TLanes> second, LaneArray<TLanes> weight)
    {
        ReadOnlySpan<TLanes> ones = first.Span;
        ReadOnlySpan<TLanes> others = second.Span;
        ReadOnlySpan<TLanes> weights = weight.Span;
        var sum = TLanes.Zero;
        for (var place = 0; place < ones.Length; place++)
        {
            sum += ones[place] * others[place] * weights[place];
        }

        return sum;
    }
}
