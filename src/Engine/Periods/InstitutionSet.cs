using System.Numerics;
using System.Runtime.CompilerServices;

namespace Contagion.Engine;

/// <summary>A set of institutions, listed in their order whatever order they were added in.</summary>
/// <param name="count">Number of institutions of the network.</param>
internal sealed class InstitutionSet(int count)
{
    private const int WordBits = 64;

    private readonly ulong[] _words = new ulong[(count + WordBits - 1) / WordBits];
    private readonly int[] _list = new int[count];
    private int _listed;
    private bool _isListed = true;

    /// <summary>Those in the set, ascending, and how many; no list where everybody is in it.</summary>
    public (int[]? List, int Count) Items
    {
        get
        {
            if (!_isListed)
            {
                List();
            }

            return (_listed == count ? null : _list, _listed);
        }
    }

    /// <summary>Those in the set, ascending.</summary>
    public ReadOnlySpan<int> Span
    {
        get
        {
            var listed = Items.Count;
            return _list.AsSpan(0, listed);
        }
    }

    /// <summary>Whether an institution is in the set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Has(int institution) => (_words[(uint)institution / WordBits] >> institution & 1) != 0;

    /// <summary>Adds an institution.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int institution)
    {
        _words[(uint)institution / WordBits] |= 1UL << institution;
        _isListed = false;
    }

    /// <summary>Adds some institutions.</summary>
    public void Add(ReadOnlySpan<int> institutions)
    {
        foreach (var institution in institutions)
        {
            Add(institution);
        }
    }

    /// <summary>Adds everybody.</summary>
    public void AddAll()
    {
        Array.Fill(_words, ulong.MaxValue);
        if (count % WordBits != 0)
        {
            _words[^1] = ulong.MaxValue >> (WordBits - (count % WordBits));
        }

        _isListed = false;
    }

    /// <summary>Puts another set in the place of this one.</summary>
    public void Become(InstitutionSet other)
    {
        other._words.CopyTo(_words, 0);
        _isListed = false;
    }

    /// <summary>Puts those of a set who are not in another one in the place of this one.</summary>
    public void Become(InstitutionSet all, InstitutionSet without)
    {
        for (var word = 0; word < _words.Length; word++)
        {
            _words[word] = all._words[word] & ~without._words[word];
        }

        _isListed = false;
    }

    /// <summary>Takes everybody out.</summary>
    public void Clear()
    {
        Array.Clear(_words);
        (_listed, _isListed) = (0, true);
    }

    private void List()
    {
        _listed = 0;
        for (var word = 0; word < _words.Length; word++)
        {
            for (var bits = _words[word]; bits != 0; bits &= bits - 1)
            {
                _list[_listed++] = (word * WordBits) + BitOperations.TrailingZeroCount(bits);
            }
        }

        _isListed = true;
    }
}
