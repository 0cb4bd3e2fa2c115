using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Contagion.Networks;

namespace Contagion.Bench;

/// <summary>What a hand would write for one thing only: gather, multiply, add over compressed rows, eight replications at a time, in memory that
/// lies as the processor likes it, and no more.</summary>
internal sealed unsafe class BareKernel : IDisposable
{
    private readonly Network _network;
    private readonly Vector512<double>* _distress;
    private Vector512<double>* _signal;
    private Vector512<double>* _next;

    public BareKernel(Network network)
    {
        _network = network;
        _distress = New();
        _signal = New();
        _next = New();
        Begin();
    }

    /// <summary>Starts with full distress in lane 0 to 7 of institutions 0 to 7.</summary>
    public void Begin()
    {
        foreach (var array in new[] { (nint)_distress, (nint)_signal, (nint)_next })
        {
            NativeMemory.Clear((void*)array, (nuint)_network.Count * 64);
        }

        for (var lane = 0; lane < 8; lane++)
        {
            _distress[lane] = _signal[lane] = Vector512<double>.Zero.WithElement(lane, 1);
        }
    }

    /// <summary>One round of linear DebtRank.</summary>
    /// <param name="leverage">Coefficient of each claim.</param>
    public void Round(double[] leverage)
    {
        Round(leverage, _distress, _signal, _next);
        var passed = _signal;
        _signal = _next;
        _next = passed;
    }

    public void Dispose()
    {
        NativeMemory.AlignedFree(_distress);
        NativeMemory.AlignedFree(_signal);
        NativeMemory.AlignedFree(_next);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Round(double[] leverage, Vector512<double>* distress, Vector512<double>* signal, Vector512<double>* next)
    {
        ref var start = ref MemoryMarshal.GetReference(_network.Claims.Start);
        ref var column = ref MemoryMarshal.GetReference(_network.Claims.Column);
        ref var coefficient = ref MemoryMarshal.GetArrayDataReference(leverage);
        for (var creditor = 0; creditor < _network.Count; creditor++)
        {
            var (even, odd) = (Vector512<double>.Zero, Vector512<double>.Zero);
            nint entry = Unsafe.Add(ref start, creditor);
            nint end = Unsafe.Add(ref start, creditor + 1);
            for (; entry + 1 < end; entry += 2)
            {
                even += Vector512.Create(Unsafe.Add(ref coefficient, entry)) * signal[Unsafe.Add(ref column, entry)];
                odd += Vector512.Create(Unsafe.Add(ref coefficient, entry + 1)) * signal[Unsafe.Add(ref column, entry + 1)];
            }

            if (entry < end)
            {
                even += Vector512.Create(Unsafe.Add(ref coefficient, entry)) * signal[Unsafe.Add(ref column, entry)];
            }

            var before = distress[creditor];
            var after = Vector512.Min(Vector512<double>.One, before + (even + odd));
            distress[creditor] = after;
            next[creditor] = after - before;
        }
    }

    private Vector512<double>* New() => (Vector512<double>*)NativeMemory.AlignedAlloc((nuint)_network.Count * 64, 64);
}
