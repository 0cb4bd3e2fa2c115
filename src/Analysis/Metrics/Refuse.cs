using System.Runtime.Intrinsics;

namespace Contagion.Analysis;

/// <summary>Refuses numbers that nothing can be computed of, and says which.</summary>
internal static class Refuse
{
    /// <summary>There must be one number for each of <paramref name="count"/> items.</summary>
    public static void OtherLength(int length, int count, string name, string of = "institution")
    {
        if (length != count)
        {
            throw new ArgumentException($"There are {length} numbers of {name}; expected {count}, one for each {of}.", name);
        }
    }

    /// <summary>Numbers must be neither NaN nor infinite.</summary>
    public static void NotFinite(ReadOnlySpan<double> numbers, string name)
    {
        var first = 0;
        while (first <= numbers.Length - Vector512<double>.Count
            && Vector512.LessThanOrEqualAll(Vector512.Abs(Vector512.Create(numbers.Slice(first))), Vector512.Create(double.MaxValue)))
        {
            first += Vector512<double>.Count;
        }

        for (var index = first; index < numbers.Length; index++)
        {
            NotFinite(numbers[index], index, name);
        }
    }

    /// <summary>Number <paramref name="index"/> must be neither NaN nor infinite.</summary>
    public static void NotFinite(double number, int index, string name)
    {
        if (!double.IsFinite(number))
        {
            throw new ArgumentException($"Number {index} of {name} is {number}; expected a finite one.", name);
        }
    }

    /// <summary>Numbers must be finite and at least 0.</summary>
    public static void NoAmount(ReadOnlySpan<double> numbers, string name)
    {
        for (var index = 0; index < numbers.Length; index++)
        {
            NoAmount(numbers[index], index, name);
        }
    }

    /// <summary>Number <paramref name="index"/> must be finite and at least 0.</summary>
    public static void NoAmount(double number, int index, string name)
    {
        // Asked this way round because NaN fails every comparison.
        if (!(number >= 0 && number <= double.MaxValue))
        {
            throw new ArgumentException($"Number {index} of {name} is {number}; expected a finite one of at least 0.", name);
        }
    }
}
