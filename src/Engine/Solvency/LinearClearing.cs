using System.Runtime.CompilerServices;

namespace Contagion.Engine;

/// <summary>Payments among a few defaulters, solved outright as the linear system of the fictitious default algorithm.</summary>
/// <remarks>
/// Unknown is the share f_i that i ∈ D pays: p̄_i f_i − β Σ_{j∈D} L_ji f_j = α e_i + β Σ_{j∉D} L_ji. Gaussian elimination with partial pivoting.
/// Left to sweeps: replications with many defaulters, those whose system is singular (a closed group without outside creditors and assets),
/// and those where a share comes out beyond 0 or 1.
/// </remarks>
internal sealed class LinearClearing(Estates estates, int defaultersMax)
{
    /// <summary>Above this many defaulters sweeps are cheaper than elimination, if they converge well.</summary>
    public const int SmallMax = 48;

    /// <summary>Above this many elimination takes too much memory and time.</summary>
    public const int LargeMax = 1000;

    private const double Rounding = 1e-9;

    private readonly int[] _place = new int[estates.Network.Count];
    private readonly int[] _member = new int[defaultersMax];
    private readonly double[] _matrix = new double[defaultersMax * (defaultersMax + 1)];

    /// <summary>Solves each active lane that it can; returns the lanes that are left to sweeps.</summary>
    public TLanes Solve<TLanes>(ReadOnlySpan<int> candidates, TLanes active, LaneArray<TLanes> defaultRound, LaneArray<TLanes> direct, LaneArray<TLanes> paid)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var open = TLanes.Zero;
        for (var lane = 0; lane < TLanes.Count; lane++)
        {
            if (active.Has(lane) && !SolveLane(candidates, lane, defaultRound, direct, paid))
            {
                open = open.WithLane(lane);
            }
        }

        return open;
    }

    private bool SolveLane<TLanes>(ReadOnlySpan<int> candidates, int lane, LaneArray<TLanes> defaultRound, LaneArray<TLanes> direct, LaneArray<TLanes> paid)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        var size = 0;
        foreach (var institution in candidates)
        {
            if (defaultRound[institution][lane] >= 0 && estates.TotalDue[institution] > 0)
            {
                if (size == defaultersMax || direct[institution][lane] > estates.Outside[institution])
                {
                    return false;
                }

                _member[size++] = institution;
            }
        }

        Fill(size, lane, direct);
        return Eliminate(size) && Store(size, lane, paid);
    }

    private void Fill<TLanes>(int size, int lane, LaneArray<TLanes> direct)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        for (var row = 0; row < size; row++)
        {
            _place[_member[row]] = row + 1;
        }

        var claims = estates.Network.Claims;
        for (var row = 0; row < size; row++)
        {
            var institution = _member[row];
            var line = _matrix.AsSpan(row * (size + 1), size + 1);
            line.Clear();
            var received = 0.0;
            for (var claim = claims.Start[institution]; claim < claims.Start[institution + 1]; claim++)
            {
                var place = _place[claims.Column[claim]];
                if (place > 0)
                {
                    line[place - 1] -= estates.Parameters.NetworkRecovery * claims.Amount[claim];
                }
                else
                {
                    received += claims.Amount[claim];
                }
            }

            line[row] += estates.Due[institution];
            line[size] = (estates.Parameters.ExternalRecovery * (estates.Outside[institution] - direct[institution][lane])) + (estates.Parameters.NetworkRecovery * received);
        }

        for (var row = 0; row < size; row++)
        {
            _place[_member[row]] = 0;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private bool Eliminate(int size)
    {
        var width = size + 1;
        for (var column = 0; column < size; column++)
        {
            var pivot = column;
            for (var row = column + 1; row < size; row++)
            {
                pivot = Math.Abs(_matrix[(row * width) + column]) > Math.Abs(_matrix[(pivot * width) + column]) ? row : pivot;
            }

            if (Math.Abs(_matrix[(pivot * width) + column]) <= Rounding * estates.Due[_member[column]])
            {
                return false;
            }

            for (var entry = column; entry < width && pivot != column; entry++)
            {
                (_matrix[(pivot * width) + entry], _matrix[(column * width) + entry]) = (_matrix[(column * width) + entry], _matrix[(pivot * width) + entry]);
            }

            for (var row = column + 1; row < size; row++)
            {
                var factor = _matrix[(row * width) + column] / _matrix[(column * width) + column];
                for (var entry = column; entry < width && factor != 0; entry++)
                {
                    _matrix[(row * width) + entry] -= factor * _matrix[(column * width) + entry];
                }
            }
        }

        for (var row = size - 1; row >= 0; row--)
        {
            var sum = _matrix[(row * width) + size];
            for (var column = row + 1; column < size; column++)
            {
                sum -= _matrix[(row * width) + column] * _matrix[(column * width) + size];
            }

            _matrix[(row * width) + size] = sum / _matrix[(row * width) + row];
        }

        return true;
    }

    private bool Store<TLanes>(int size, int lane, LaneArray<TLanes> paid)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        for (var row = 0; row < size; row++)
        {
            if (!(_matrix[(row * (size + 1)) + size] is >= -Rounding and <= 1 + Rounding))
            {
                return false;
            }
        }

        for (var row = 0; row < size; row++)
        {
            ref var share = ref paid[_member[row]];
            share = share.With(lane, Math.Clamp(_matrix[(row * (size + 1)) + size], 0, share[lane]));
        }

        return true;
    }
}
