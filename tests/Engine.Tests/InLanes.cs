using Contagion.Networks;

namespace Contagion.Engine.Tests;

/// <summary>A kernel on eight cases of one network.</summary>
internal interface IEightCases
{
    /// <summary>Runs as many cases as there are lanes; a row of numbers a case.</summary>
    /// <param name="first">The case of the first lane.</param>
    double[][] Run<TLanes>(int first)
        where TLanes : unmanaged, ILanes<TLanes>;
}

/// <summary>Puts cases into lanes and reads what came of them.</summary>
internal static class InLanes
{
    public const int Cases = 8;

    /// <summary>Runs eight cases together and each alone, which must give the same bits; returns a row of numbers a case.</summary>
    public static double[][] Run(IEightCases cases, string inputs)
    {
        var together = cases.Run<EightLanes>(0);
        for (var index = 0; index < Cases; index++)
        {
            var alone = cases.Run<OneLane>(index)[0];
            Assert.Equal(alone.Length, together[index].Length);
            for (var number = 0; number < alone.Length; number++)
            {
                Assert.True(
                    SameBits.Of(alone[number]) == SameBits.Of(together[index][number]),
                    $"{inputs}, case {index}: number {number} is {alone[number]:R} alone and {together[index][number]:R} among eight");
            }
        }

        return together;
    }

    /// <summary>Fills each lane by its case and entry.</summary>
    public static void Fill<TLanes>(LaneArray<TLanes> array, int first, Func<int, int, double> number)
        where TLanes : unmanaged, ILanes<TLanes>
    {
        for (var entry = 0; entry < array.Length; entry++)
        {
            for (var lane = 0; lane < TLanes.Count; lane++)
            {
                array[entry] = array[entry].With(lane, number(first + lane, entry));
            }
        }
    }

    /// <summary>Fills all lanes alike.</summary>
    public static void Fill<TLanes>(LaneArray<TLanes> array, params double[] numbers)
        where TLanes : unmanaged, ILanes<TLanes> => Fill(array, 0, (_, entry) => numbers[entry]);

    /// <summary>The numbers of a lane.</summary>
    public static double[] Of<TLanes>(LaneArray<TLanes> array, int lane = 0)
        where TLanes : unmanaged, ILanes<TLanes> => [.. Enumerable.Range(0, array.Length).Select(entry => array[entry][lane])];

    /// <summary>The numbers of each lane, joined.</summary>
    public static double[][] Rows<TLanes>(Func<int, IEnumerable<double>> numbers)
        where TLanes : unmanaged, ILanes<TLanes> => [.. Enumerable.Range(0, TLanes.Count).Select(lane => numbers(lane).ToArray())];

    /// <summary>Compressed rows of a dense matrix, without its zeros.</summary>
    public static CompressedRows Sparse(double[,] matrix)
    {
        var (start, column, amount) = (new int[matrix.GetLength(0) + 1], new List<int>(), new List<double>());
        for (var row = 0; row < matrix.GetLength(0); row++)
        {
            for (var place = 0; place < matrix.GetLength(1); place++)
            {
                if (matrix[row, place] != 0)
                {
                    column.Add(place);
                    amount.Add(matrix[row, place]);
                }
            }

            start[row + 1] = column.Count;
        }

        return new CompressedRows(start, [.. column], [.. amount]);
    }

    /// <summary>The dense matrix of compressed rows.</summary>
    public static double[,] Dense(CompressedRows rows, int columns)
    {
        var matrix = new double[rows.Rows, columns];
        for (var row = 0; row < rows.Rows; row++)
        {
            for (var entry = rows.Start[row]; entry < rows.Start[row + 1]; entry++)
            {
                matrix[row, rows.Column[entry]] = rows.Amount[entry];
            }
        }

        return matrix;
    }
}
