namespace Contagion.Networks;

/// <summary>How many others each institution lends to and how many it owes: known of a network though who they are is not.</summary>
public sealed class Degrees
{
    private readonly int[] _debtors;
    private readonly int[] _creditors;

    private Degrees(int[] debtors, int[] creditors) => (_debtors, _creditors) = (debtors, creditors);

    /// <summary>Number of debtors of each institution.</summary>
    public ReadOnlySpan<int> Debtors => _debtors;

    /// <summary>Number of creditors of each institution.</summary>
    public ReadOnlySpan<int> Creditors => _creditors;

    /// <summary>Number of links.</summary>
    public long Links => _debtors.Sum(count => (long)count);

    /// <summary>Makes degrees that fit the totals, institution by institution.</summary>
    /// <param name="ids">What the institutions are called.</param>
    /// <param name="debtors">How many others each lends to: none if and only if it lends nothing.</param>
    /// <param name="creditors">How many others each owes: none if and only if it owes nothing.</param>
    /// <param name="assets">What each lends.</param>
    /// <param name="liabilities">What each owes.</param>
    /// <param name="tell">Told what is wrong, with the institution that is to blame or null for all.</param>
    /// <returns>Null when anything is wrong.</returns>
    public static Degrees? TryMake(
        IReadOnlyList<string> ids, ReadOnlySpan<double> debtors, ReadOnlySpan<double> creditors, ReadOnlySpan<double> assets, ReadOnlySpan<double> liabilities, Action<int?, string> tell)
    {
        var isSound = true;
        for (var one = 0; one < ids.Count; one++)
        {
            foreach (var (name, count, total, amount) in new[]
            {
                ("debtors", debtors[one], "network_assets", assets[one]),
                ("creditors", creditors[one], "network_liabilities", liabilities[one]),
            })
            {
                if (!(count >= 0 && count < ids.Count && count == Math.Floor(count)))
                {
                    Tell(one, FormattableString.Invariant($"{name} of '{ids[one]}' is {count:R}; expected a whole number from 0 to {ids.Count - 1}, since nobody lends to itself"));
                }
                else if ((count > 0) != (amount > 0))
                {
                    Tell(one, FormattableString.Invariant($"'{ids[one]}' has {name} {count:R} and {total} {amount:R}; expected both above 0 or both 0"));
                }
            }
        }

        if (!isSound)
        {
            return null;
        }

        int[] lent = [.. debtors.ToArray().Select(count => (int)count)], owed = [.. creditors.ToArray().Select(count => (int)count)];
        if (lent.Sum(count => (long)count) != owed.Sum(count => (long)count))
        {
            Tell(null, FormattableString.Invariant($"debtors add up to {lent.Sum(count => (long)count)} and creditors to {owed.Sum(count => (long)count)}; expected the same, since every link has one of each"));
        }

        return isSound ? new Degrees(lent, owed) : null;

        void Tell(int? institution, string fault)
        {
            isSound = false;
            tell(institution, fault);
        }
    }

    /// <summary>Why not all possible links can be open: the degrees of some leave no choice, or no network has them. Null when every link may be there or not.</summary>
    /// <remarks>
    /// Of creditors by falling number of debtors and then of creditors, the first m have at most Σ_j min(creditors of j, how many of the m are not j) links;
    /// there is a network if and only if that holds for every m, and a choice about every link if and only if nothing is used up.
    /// Fulkerson (1960), Pacific Journal of Mathematics 10(3):831–836; Anstee (1982).
    /// </remarks>
    internal string? Deadlock()
    {
        var (lenders, owers) = (_debtors.Count(count => count > 0), _creditors.Count(count => count > 0));
        for (var one = 0; one < _debtors.Length; one++)
        {
            var (mostDebtors, mostCreditors) = (owers - (_creditors[one] > 0 ? 1 : 0), lenders - (_debtors[one] > 0 ? 1 : 0));
            if (_debtors[one] > 0 && _debtors[one] >= mostDebtors)
            {
                return FormattableString.Invariant($"institution {one + 1} of the file has {_debtors[one]} debtors, where {mostDebtors} others owe anything; expected fewer than that, so that no link is certain");
            }

            if (_creditors[one] > 0 && _creditors[one] >= mostCreditors)
            {
                return FormattableString.Invariant($"institution {one + 1} of the file has {_creditors[one]} creditors, where {mostCreditors} others lend anything; expected fewer than that, so that no link is certain");
            }
        }

        int[] order = [.. Enumerable.Range(0, _debtors.Length).OrderByDescending(one => _debtors[one]).ThenByDescending(one => _creditors[one])];
        // How many institutions have so many creditors: of all, and of the first m.
        var (all, first) = (new int[_debtors.Length + 1], new int[_debtors.Length + 1]);
        foreach (var count in _creditors)
        {
            all[count]++;
        }

        // With m grows Σ_j min(b_j, m) by those with b_j ≥ m; those of the m themselves have no link with themselves.
        var (asked, room, above, ofFirst) = (0L, 0L, _debtors.Length - all[0], 0);
        for (var m = 1; m < lenders; m++)
        {
            var last = order[m - 1];
            asked += _debtors[last];
            room += above;
            above -= all[m];
            ofFirst += (_creditors[last] >= m ? 1 : 0) - first[m - 1];
            first[_creditors[last]]++;
            if (asked >= room - ofFirst)
            {
                return FormattableString.Invariant(
                    $"the {m:N0} institutions with the most debtors, down to institution {last + 1} of the file, have {asked:N0}, where the creditors of others leave room for {room - ofFirst:N0}; expected fewer than that, so that no link is certain");
            }
        }

        return null;
    }
}
