using System.Runtime.InteropServices;
using Contagion.Model;

namespace Contagion.Networks;

/// <summary>Turns a list of exposures into compressed rows in both directions, in O(institutions + exposures).</summary>
internal sealed class ExposureRows
{
    private const int CollectAbove = 1_000_000;

    /// <summary>Rows of debts are filled in so many parts, from so many claims on.</summary>
    private const int PartCount = 8;
    private const int PartsFrom = 500_000;

    private ExposureRows(CompressedRows claims, CompressedRows debts, int[] claimOfDebt, byte[] type, byte[] seniority) =>
        (Claims, Debts, ClaimOfDebt, Type, Seniority) = (claims, debts, claimOfDebt, type, seniority);

    public CompressedRows Claims { get; }

    public CompressedRows Debts { get; }

    public int[] ClaimOfDebt { get; }

    public byte[] Type { get; }

    public byte[] Seniority { get; }

    /// <summary>Terms of the claims; null where none are kept.</summary>
    public ClaimTerms? Terms { get; private init; }

    /// <summary>Sorts by creditor, then debtor, then class, then terms that are kept; rows that agree in all of these and in type add up in
    /// input order.</summary>
    /// <param name="exposures">The exposures; emptied, so that its memory can be used for what follows.</param>
    /// <param name="institutions">Number of institutions.</param>
    public static ExposureRows Build(ExposureColumns exposures, int institutions)
    {
        var order = Sorted(exposures, institutions);
        var leads = Leads(exposures, order, out var count);
        var claims = Merge(exposures, order, leads, count, institutions, out var type, out var seniority);
        var terms = exposures.Terms is { } kept ? new ClaimTerms(exposures.Platform, kept, Leading(order, leads, count)) : null;
        exposures.Clear();
        if (order.Length > CollectAbove)
        {
            // What is no longer needed is a third of all memory here, and as much is about to be asked for.
            (order, leads) = ([], []);
            GC.Collect();
        }

        return Of(claims, type, seniority, terms);
    }

    /// <summary>Takes rows of creditors as they are: debtors ascending, parallel claims only where type, class or terms differ.</summary>
    /// <param name="claims">The rows.</param>
    /// <param name="type">Type of each claim; empty when all are loans.</param>
    /// <param name="seniority">Class of each claim; empty when all are of class 1.</param>
    /// <param name="terms">Terms of the claims; null where none are kept.</param>
    public static ExposureRows Of(CompressedRows claims, byte[] type, byte[] seniority, ClaimTerms? terms)
    {
        var start = CountingSort.Starts(claims.Column, claims.Rows);
        var (claimOfDebt, creditorOfDebt, amountOfDebt) = (new int[claims.Count], new int[claims.Count], new double[claims.Count]);
        var ends = Parts(start, claims.Count < PartsFrom ? 1 : PartCount);
        Ranges.ForEach(ends.Length, (firstPart, endPart) =>
        {
            for (var part = firstPart; part < endPart; part++)
            {
                Turn(claims, part == 0 ? 0 : ends[part - 1], ends[part], start, claimOfDebt, creditorOfDebt, amountOfDebt);
            }
        }, rangeItems: 1);
        return new ExposureRows(claims, new CompressedRows(start, creditorOfDebt, amountOfDebt), claimOfDebt, type, seniority) { Terms = terms };
    }

    /// <summary>Where parts of debtors end that have about as many debts each.</summary>
    private static int[] Parts(int[] start, int count)
    {
        var ends = new int[count];
        for (var part = 0; part < count - 1; part++)
        {
            var at = Array.BinarySearch(start, (int)((part + 1L) * start[^1] / count));
            ends[part] = Math.Min(at < 0 ? ~at : at, start.Length - 1);
        }

        ends[^1] = start.Length - 1;
        return ends;
    }

    /// <summary>Fills the rows of some debtors, going over all claims: they are read in order, whereas rows are written all over memory, so that it pays to keep to a part of it.</summary>
    private static void Turn(CompressedRows claims, int first, int end, int[] start, int[] claimOfDebt, int[] creditorOfDebt, double[] amountOfDebt)
    {
        var next = start[first..end];
        var starts = claims.Start;
        var debtors = claims.Column;
        var amounts = claims.Amount;
        for (var creditor = 0; creditor < claims.Rows; creditor++)
        {
            // Creditors come by ascending index, so every row of debts is in order as well.
            for (var claim = starts[creditor]; claim < starts[creditor + 1]; claim++)
            {
                var debtor = debtors[claim] - first;
                if ((uint)debtor < (uint)next.Length)
                {
                    var debt = next[debtor]++;
                    (claimOfDebt[debt], creditorOfDebt[debt], amountOfDebt[debt]) = (claim, creditor, amounts[claim]);
                }
            }
        }
    }

    private static int[] Sorted(ExposureColumns exposures, int institutions)
    {
        int[] order = [];
        if (exposures.HasClasses)
        {
            // Class is the least significant key, so that a debtor's parallel claims stand together, senior first.
            var keys = exposures.ClassKeys();
            order = CountingSort.Order(keys, CountingSort.Starts(keys, ExposureColumns.ClassKeyCount), []);
        }

        var creditor = CollectionsMarshal.AsSpan(exposures.Creditor);
        var start = CountingSort.Starts(creditor, institutions);
        order = CountingSort.Order(creditor, start, order);
        CountingSort.OrderWithin(order, start, exposures.Debtor);
        if (exposures.Terms is not null)
        {
            OrderParallel(exposures, order);
        }

        return order;
    }

    /// <summary>Orders parallel exposures by their terms, so that those which agree stand together; what agrees stays in input order.</summary>
    private static void OrderParallel(ExposureColumns exposures, int[] order)
    {
        var end = 0;
        for (var first = 0; first < order.Length; first = end)
        {
            for (end = first + 1; end < order.Length && exposures.AreParallel(order[first], order[end]);)
            {
                end++;
            }

            if (end - first > 1)
            {
                order.AsSpan(first..end).Sort((one, other) => exposures.CompareTerms(one, other) is var sign and not 0 ? sign : one.CompareTo(other));
            }
        }
    }

    /// <summary>Of each turn, whether its exposure begins a claim; else it adds to the one before it.</summary>
    private static bool[] Leads(ExposureColumns exposures, int[] order, out int count)
    {
        var leads = new bool[order.Length];
        count = 0;
        for (var turn = 0; turn < order.Length; turn++)
        {
            leads[turn] = turn == 0 || !exposures.AreParallel(order[turn], order[turn - 1]) || exposures.CompareTerms(order[turn], order[turn - 1]) != 0;
            count += leads[turn] ? 1 : 0;
        }

        return leads;
    }

    /// <summary>The exposure that begins each claim.</summary>
    private static int[] Leading(int[] order, bool[] leads, int count)
    {
        var leading = new int[count];
        var claim = 0;
        for (var turn = 0; turn < order.Length; turn++)
        {
            if (leads[turn])
            {
                leading[claim++] = order[turn];
            }
        }

        return leading;
    }

    private static CompressedRows Merge(
        ExposureColumns exposures, int[] order, bool[] leads, int count, int institutions, out byte[] type, out byte[] seniority)
    {
        var (creditors, debtors, amounts) = (exposures.Creditor, exposures.Debtor, exposures.Amount);
        var start = new int[institutions + 1];
        var column = new int[count];
        var amount = new double[count];
        type = exposures.HasClasses ? new byte[count] : [];
        seniority = exposures.HasClasses ? new byte[count] : [];
        var entry = -1;
        for (var turn = 0; turn < order.Length; turn++)
        {
            var item = order[turn];
            if (!leads[turn])
            {
                amount[entry] += amounts[item];
                continue;
            }

            entry++;
            start[creditors[item] + 1]++;
            (column[entry], amount[entry]) = (debtors[item], amounts[item]);
            if (exposures.HasClasses)
            {
                (type[entry], seniority[entry]) = (exposures.TypeOf(item), exposures.SeniorityOf(item));
            }
        }

        for (var row = 0; row < institutions; row++)
        {
            start[row + 1] += start[row];
        }

        return new CompressedRows(start, column, amount);
    }
}
