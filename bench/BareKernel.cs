using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Contagion.Networks;

namespace Contagion.Bench;

/// <summary>What a hand would write for one thing only: gather, multiply, add over compressed rows, eight replications at a time, and no more.</summary>
internal sealed class BareKernel(Network network)
{
    private readonly Vector512<double>[] _distress = new Vector512<double>[network.Count];
    private Vector512<double>[] _signal = new Vector512<double>[network.Count];
    private Vector512<double>[] _next = new Vector512<double>[network.Count];

    /// <summary>Starts with a distress in lane 0 to 7 of institutions 0 to 7.</summary>
    public void Begin()
    {
        _distress.AsSpan().Clear();
        _signal.AsSpan().Clear();
        for (var lane = 0; lane < 8; lane++)
        {
            _distress[lane] = _signal[lane] = Vector512<double>.Zero.WithElement(lane, 1);
        }
    }

    /// <summary>One round of linear DebtRank.</summary>
    /// <param name="leverage">Coefficient of each claim.</param>
    public void Round(double[] leverage)
    {
        var starts = network.Claims.Start;
        var columns = network.Claims.Column;
        ref var column = ref MemoryMarshal.GetReference(columns);
        ref var coefficient = ref MemoryMarshal.GetArrayDataReference(leverage);
        ref var signal = ref MemoryMarshal.GetArrayDataReference(_signal);
        for (var creditor = 0; creditor < _distress.Length; creditor++)
        {
            var (even, odd) = (Vector512<double>.Zero, Vector512<double>.Zero);
            nint entry = starts[creditor];
            nint end = starts[creditor + 1];
            for (; entry + 1 < end; entry += 2)
            {
                even += Vector512.Create(Unsafe.Add(ref coefficient, entry)) * Unsafe.Add(ref signal, (nint)Unsafe.Add(ref column, entry));
                odd += Vector512.Create(Unsafe.Add(ref coefficient, entry + 1)) * Unsafe.Add(ref signal, (nint)Unsafe.Add(ref column, entry + 1));
            }

            if (entry < end)
            {
                even += Vector512.Create(Unsafe.Add(ref coefficient, entry)) * Unsafe.Add(ref signal, (nint)Unsafe.Add(ref column, entry));
            }

            var before = _distress[creditor];
            var after = Vector512.Min(Vector512<double>.One, before + even + odd);
            _distress[creditor] = after;
            _next[creditor] = after - before;
        }

        (_signal, _next) = (_next, _signal);
    }
}
