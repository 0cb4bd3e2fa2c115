namespace Contagion.Analysis;

/// <summary>The forces that many charges have on a place in the plane, those far away taken together.</summary>
/// <remarks>Barnes and Hut (1986), Nature 324:446–449: squares in squares, each with its charge and where the middle of that is.</remarks>
internal sealed class ChargeTree
{
    /// <summary>A square that is seen from so many times its width counts as one charge.</summary>
    private const double Far = 1.2;

    /// <summary>Squares are not divided further than that: charges still together then are as good as on one spot.</summary>
    private const int DepthMax = 20;

    /// <summary>Keeps the force finite where charges meet.</summary>
    private const double Near = 1e-12;

    private const int Empty = -1;

    private readonly List<Square> _squares;

    /// <param name="charges">About how many charges there will be.</param>
    public ChargeTree(int charges) => _squares = new List<Square>(4 * charges);

    /// <summary>Forgets what there was and takes in charges.</summary>
    public void Fill(int[] charges, double[] mass, double[] x, double[] y)
    {
        var half = 0.0;
        foreach (var charge in charges)
        {
            half = Math.Max(half, Math.Max(Math.Abs(x[charge]), Math.Abs(y[charge])));
        }

        _squares.Clear();
        _squares.Add(new Square(0, 0, half));
        foreach (var charge in charges)
        {
            Add(0, mass[charge], x[charge], y[charge], 0);
        }
    }

    /// <summary>The force on a unit charge at a place: Σ m (r − r_j) / |r − r_j|².</summary>
    public (double X, double Y) ForceAt(double x, double y)
    {
        var (forceX, forceY) = (0.0, 0.0);
        Span<int> waiting = stackalloc int[4 * (DepthMax + 2)];
        var count = 1;
        waiting[0] = 0;
        var squares = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_squares);
        while (count > 0)
        {
            ref readonly var square = ref squares[waiting[--count]];
            if (square.Mass == 0)
            {
                continue;
            }

            var (awayX, awayY) = (x - (square.SumX / square.Mass), y - (square.SumY / square.Mass));
            var distance = (awayX * awayX) + (awayY * awayY) + Near;
            if (square.Children != Empty && 4 * Far * Far * square.Half * square.Half > distance)
            {
                for (var child = 3; child >= 0; child--)
                {
                    waiting[count++] = square.Children + child;
                }

                continue;
            }

            forceX += square.Mass * awayX / distance;
            forceY += square.Mass * awayY / distance;
        }

        return (forceX, forceY);
    }

    private void Add(int place, double mass, double x, double y, int depth)
    {
        var square = _squares[place];
        if (square.Mass > 0 && depth < DepthMax)
        {
            if (square.Children == Empty)
            {
                square.Children = Divide(square);
                // What was alone in it goes into its quarter.
                Add(square.Children + square.QuarterOf(square.SumX / square.Mass, square.SumY / square.Mass), square.Mass, square.SumX / square.Mass, square.SumY / square.Mass, depth + 1);
            }

            Add(square.Children + square.QuarterOf(x, y), mass, x, y, depth + 1);
        }

        square.Mass += mass;
        square.SumX += mass * x;
        square.SumY += mass * y;
        _squares[place] = square;
    }

    private int Divide(in Square square)
    {
        var first = _squares.Count;
        var half = square.Half / 2;
        for (var quarter = 0; quarter < 4; quarter++)
        {
            _squares.Add(new Square(square.X + (quarter % 2 == 0 ? -half : half), square.Y + (quarter < 2 ? -half : half), half));
        }

        return first;
    }

    private struct Square(double x, double y, double half)
    {
        public readonly double X = x;
        public readonly double Y = y;
        public readonly double Half = half;
        public double Mass;
        public double SumX;
        public double SumY;
        public int Children = Empty;

        public readonly int QuarterOf(double x, double y) => (x < X ? 0 : 1) + (y < Y ? 0 : 2);
    }
}
