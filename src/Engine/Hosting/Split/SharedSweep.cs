using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Contagion.Engine;

/// <summary>One partition of a network that a team carries: its own institutions go through a sweep here, and what became of the others is heard.</summary>
/// <remarks>
/// Every partition has the whole network and the whole state, and takes the same decisions from it. In a sweep each writes the entries of its own institutions only; then all
/// tell each other what has changed, one array of bytes from each to each, and all stand as one alone would stand.
/// </remarks>
internal sealed class SharedSweep<TLanes>
    where TLanes : unmanaged, ILanes<TLanes>
{
    private const byte Carried = 0;
    private const byte Failed = 1;
    private const int HeadBytes = sizeof(long) + 1;

    private readonly ITeam _team;
    private readonly NetworkDeal _deal;
    private readonly CarryPart _carryPart;
    private readonly StateArray<TLanes>[] _told;
    private readonly Report<TLanes> _hearing;
    private readonly Report<TLanes> _kept;
    private readonly bool _isAnyKept;
    private readonly bool _isAnybodyElse;
    private readonly InstitutionSet _items;
    private readonly int[] _everybody;
    private readonly List<int> _noted = [];
    private readonly List<Report<TLanes>> _reports = [];
    private readonly Action<int> _carry;
    private (int Actor, int From, int To)[] _own = [];
    private Tally<TLanes>[] _tallies = [];
    private int[] _list = [];
    private int _count;
    private bool _isInOrder;
    private long _step;

    /// <param name="team">The team.</param>
    /// <param name="deal">Who carries whom.</param>
    /// <param name="state">All arrays that a sweep may change.</param>
    /// <param name="institutions">How many there are.</param>
    /// <param name="carryPart">Carries a part through a sweep.</param>
    public SharedSweep(ITeam team, NetworkDeal deal, IEnumerable<StateArray<TLanes>> state, int institutions, CarryPart carryPart)
    {
        var arrays = state.Where(array => array.Lanes.Length > 0).ToLookup(array => array.IsKept);
        (_team, _deal, _carryPart, _told) = (team, deal, carryPart, [.. arrays[false]]);
        (_hearing, _kept, _isAnyKept) = (new Report<TLanes>(_told), new Report<TLanes>([.. arrays[true]]), arrays[true].Any());
        (_items, _everybody) = (new InstitutionSet(institutions), [.. Enumerable.Range(0, institutions)]);
        (_carry, _isAnybodyElse) = (Carry, team.Partitions > 1);
    }

    /// <summary>Carries a part.</summary>
    /// <param name="part">The institutions.</param>
    /// <param name="tally">What it reports.</param>
    public delegate void CarryPart(Part<TLanes> part, ref Tally<TLanes> tally);

    /// <summary>Begins a block.</summary>
    public void Begin() => _step = 0;

    /// <summary>Goes over institutions of a list, or over everybody where there is none.</summary>
    /// <param name="list">The institutions, in any order; null for everybody.</param>
    /// <param name="items">How many of the list.</param>
    /// <param name="noted">Receives those who are noted, ascending, whoever carried them.</param>
    /// <param name="notedMax">Where there are more, nobody asks who.</param>
    /// <returns>What all partitions report together.</returns>
    public Tally<TLanes> Sweep(int[]? list, int items, int[] noted, int notedMax)
    {
        Take(list, items);
        var failure = CarryOwn();
        var heard = _team.Exchange(failure is null ? TellOwn() : Tell(Failed, Encoding.UTF8.GetBytes(failure)));
        var tally = AddUp(heard, ref failure);
        _step++;
        if (failure is not null)
        {
            throw new InvalidOperationException(failure);
        }

        _noted.Clear();
        var asked = tally.Changed <= notedMax ? _noted : null;
        for (var partition = 0; partition < _team.Partitions; partition++)
        {
            if (partition != _team.Partition)
            {
                Hear(partition, heard[partition].Span[(HeadBytes + Unsafe.SizeOf<Tally<TLanes>>())..], _hearing, asked);
            }
            else
            {
                // Of this partition's own institutions only the notes are news.
                for (var place = 0; place < _own.Length; place++)
                {
                    asked?.AddRange(_reports[place].Noted);
                }
            }
        }

        CollectionsMarshal.AsSpan(_noted).CopyTo(noted);
        return tally;
    }

    /// <summary>Tells what partitions have kept to themselves, once a block is at rest.</summary>
    /// <param name="touched">Those who may have changed since its start; null for everybody.</param>
    public void Settle(int[]? touched)
    {
        if (!_isAnyKept)
        {
            return;
        }

        Take(touched, touched?.Length ?? _everybody.Length);
        _kept.Clear();
        foreach (var (_, from, to) in PartsOf(_team.Partition))
        {
            for (var item = from; item < to; item += Part<TLanes>.CountMax)
            {
                _kept.TellAll(Items(item, to));
            }
        }

        var heard = _team.Exchange(Tell(Carried, _kept.Bytes));
        for (var partition = 0; partition < _team.Partitions; partition++)
        {
            if (partition != _team.Partition)
            {
                Hear(partition, Body(heard[partition].Span, out _), _kept, null);
            }
        }

        _step++;
    }

    /// <summary>Notes whom a sweep goes over, ascending: an actor carries institutions that follow each other.</summary>
    private void Take(int[]? list, int items)
    {
        if (list is null)
        {
            (_list, _count, _isInOrder) = (_everybody, _everybody.Length, true);
            return;
        }

        _items.Clear();
        _items.Add(list.AsSpan(0, items));
        var (sorted, count) = _items.Items;
        (_list, _count, _isInOrder) = (sorted ?? _everybody, count, false);
    }

    /// <summary>The actors of a partition that have anything to do, and the items that are theirs.</summary>
    private IEnumerable<(int Actor, int From, int To)> PartsOf(int partition)
    {
        var (first, last) = _deal.ActorsOf(partition);
        var end = PlaceOf(_deal.FirstOf(last));
        for (var item = PlaceOf(_deal.FirstOf(first)); item < end;)
        {
            var actor = _deal.ActorOf(_list[item]);
            var next = PlaceOf(_deal.FirstOf(actor + 1));
            yield return (actor, item, next);
            item = next;
        }
    }

    /// <summary>Where an institution stands among the items, or would stand.</summary>
    private int PlaceOf(int institution)
    {
        if (_isInOrder)
        {
            return Math.Min(institution, _count);
        }

        var place = Array.BinarySearch(_list, 0, _count, institution);
        return place < 0 ? ~place : place;
    }

    private ReadOnlySpan<int> Items(int from, int to) => _list.AsSpan(from, Math.Min(to - from, Part<TLanes>.CountMax));

    /// <summary>Lets the actors of this partition carry theirs; returns what went wrong, null where nothing did.</summary>
    private string? CarryOwn()
    {
        _own = [.. PartsOf(_team.Partition)];
        if (_tallies.Length < _own.Length)
        {
            _tallies = new Tally<TLanes>[_own.Length];
        }

        while (_reports.Count < _own.Length)
        {
            _reports.Add(new Report<TLanes>(_told));
        }

        try
        {
            if (_own.Length > 0)
            {
                _team.Carry(Array.ConvertAll(_own, part => part.Actor), _carry);
            }

            return null;
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or OutOfMemoryException or IOException))
        {
            return failure.Message;
        }
    }

    private void Carry(int place)
    {
        var (report, whole, (_, from, to)) = (_reports[place], default(Tally<TLanes>), _own[place]);
        report.Clear();
        for (var item = from; item < to; item += Part<TLanes>.CountMax)
        {
            var institutions = Items(item, to);
            if (_isAnybodyElse)
            {
                report.Remember(institutions);
            }

            var part = new Part<TLanes>(_isInOrder ? null : _list, item, item + institutions.Length, report.Rooms.Span, report.Changed, 0);
            var noted = whole.Changed;
            whole.Changed = 0;
            _carryPart(part, ref whole);
            if (_isAnybodyElse)
            {
                report.Tell(institutions, report.Changed.AsSpan(0, whole.Changed));
            }
            else
            {
                report.Noted.AddRange(report.Changed.AsSpan(0, whole.Changed));
            }

            whole.Changed += noted;
        }

        _tallies[place] = whole;
    }

    private byte[] TellOwn()
    {
        var (tally, length) = (default(Tally<TLanes>), 0);
        for (var place = 0; place < _own.Length; place++)
        {
            tally.Add(_tallies[place]);
            length += _reports[place].Bytes.Length;
        }

        var head = MemoryMarshal.AsBytes(new ReadOnlySpan<Tally<TLanes>>(in tally));
        var told = Tell(Carried, head, length);
        var at = told.Length - length;
        for (var place = 0; place < _own.Length; place++)
        {
            _reports[place].Bytes.CopyTo(told.AsSpan(at));
            at += _reports[place].Bytes.Length;
        }

        return told;
    }

    /// <summary>A step's message: its number and whether it went well, then what there is to tell, then room for more.</summary>
    private byte[] Tell(byte state, ReadOnlySpan<byte> body, int more = 0)
    {
        var told = GC.AllocateUninitializedArray<byte>(HeadBytes + body.Length + more);
        BinaryPrimitives.WriteInt64LittleEndian(told, _step);
        told[sizeof(long)] = state;
        body.CopyTo(told.AsSpan(HeadBytes));
        return told;
    }

    private ReadOnlySpan<byte> Body(ReadOnlySpan<byte> told, out bool hasFailed)
    {
        var step = told.Length < HeadBytes ? -1 : BinaryPrimitives.ReadInt64LittleEndian(told);
        if (step != _step)
        {
            throw new IOException($"A partition told step {step} when step {_step} was due.");
        }

        hasFailed = told[sizeof(long)] == Failed;
        return told[HeadBytes..];
    }

    /// <summary>What all partitions report together, and the failure of the first one that has any.</summary>
    private Tally<TLanes> AddUp(IReadOnlyList<ReadOnlyMemory<byte>> heard, ref string? failure)
    {
        var (tally, first) = (default(Tally<TLanes>), (string?)null);
        for (var partition = 0; partition < _team.Partitions; partition++)
        {
            if (partition == _team.Partition)
            {
                first ??= failure;
                for (var place = 0; place < _own.Length && failure is null; place++)
                {
                    tally.Add(_tallies[place]);
                }

                continue;
            }

            var body = Body(heard[partition].Span, out var hasFailed);
            if (hasFailed)
            {
                first ??= Encoding.UTF8.GetString(body);
                continue;
            }

            tally.Add(MemoryMarshal.Read<Tally<TLanes>>(body));
        }

        failure = first;
        return tally;
    }

    private void Hear(int partition, ReadOnlySpan<byte> body, Report<TLanes> report, List<int>? noted)
    {
        try
        {
            foreach (var (_, from, to) in PartsOf(partition))
            {
                for (var item = from; item < to; item += Part<TLanes>.CountMax)
                {
                    report.Hear(Items(item, to), ref body, noted);
                }
            }
        }
        catch (ArgumentOutOfRangeException wrong)
        {
            throw new IOException($"What partition {partition} told in step {_step} cannot be read.", wrong);
        }

        if (!body.IsEmpty)
        {
            throw new IOException($"Partition {partition} told more in step {_step} than there is to tell.");
        }
    }
}
