namespace Contagion.Engine;

/// <summary>How a world stands after a command. Never changes: any number of threads may read it while the world goes on.</summary>
public sealed class WorldView
{
    /// <summary>The most changes of an institution that are told at once.</summary>
    public const int HistoryMax = 10_000;

    private readonly double[] _initial;
    private readonly bool _hasDistress;
    private readonly Standing[][] _pages;
    private readonly ChangeLog.Moment _log;

    internal WorldView(WorldTotals totals, Network network, double[] initial, bool hasDistress, Standing[][] pages, ChangeLog.Moment log)
    {
        (Totals, Network) = (totals, network);
        (_initial, _hasDistress, _pages, _log) = (initial, hasDistress, pages, log);
    }

    /// <summary>How it stands as a whole.</summary>
    public WorldTotals Totals { get; }

    /// <summary>The network that it lives on.</summary>
    public Network Network { get; }

    /// <summary>What each institution was worth before the first shock, as the mechanism counts it.</summary>
    public ReadOnlySpan<double> InitialWorth => _initial;

    /// <summary>How many changes of institutions there have been.</summary>
    public long ChangesCount => _log.Count;

    /// <summary>How an institution stands.</summary>
    /// <exception cref="WorldException">There is none of this id.</exception>
    public WorldInstitution Read(string id)
    {
        var institution = Find(id);
        var standing = Of(institution);
        return new WorldInstitution
        {
            Id = id,
            Kind = Network.KindOf(institution),
            Start = Network.Sheets[institution],
            Steps = Totals.Steps,
            InitialWorth = _initial[institution],
            Worth = standing.Worth,
            ShockedWorth = standing.Shocked,
            DefaultedAt = standing.DefaultedAt < 0 ? null : standing.DefaultedAt,
            Distress = _hasDistress ? standing.Distress : null,
        };
    }

    /// <summary>When an institution changed and to what, the latest change first.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="most">How many changes to tell, from 1 to <see cref="HistoryMax"/>.</param>
    /// <exception cref="WorldException">There is none of this id, or so many cannot be told.</exception>
    public IReadOnlyList<InstitutionChange> History(string id, int most)
    {
        var institution = Find(id);
        Expect(most, 1, HistoryMax, nameof(most));
        return [.. _log.Back(Of(institution).Last).Take(most)];
    }

    /// <summary>All changes of all institutions as far as they are kept, institution by institution, the latest of each first.</summary>
    public IEnumerable<(int Institution, InstitutionChange Change)> Changes()
    {
        for (var institution = 0; institution < _initial.Length; institution++)
        {
            foreach (var change in _log.Back(Of(institution).Last))
            {
                yield return (institution, change);
            }
        }
    }

    /// <summary>A page of those an institution lent to and of those it owes.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="from">How many of each to leave out, at least 0.</param>
    /// <param name="most">How many of each to tell, from 1 to <see cref="Counterparties.PageMax"/>.</param>
    /// <exception cref="WorldException">There is none of this id, or there is no such page.</exception>
    public Counterparties Counterparties(string id, int from, int most)
    {
        var institution = Find(id);
        Expect(from, 0, int.MaxValue, nameof(from));
        Expect(most, 1, Contagion.Engine.Counterparties.PageMax, nameof(most));
        return new Counterparties(
            Network.Claims.LengthOf(institution), Network.Debts.LengthOf(institution), Page(Network.Claims, institution, from, most), Page(Network.Debts, institution, from, most));
    }

    private static void Expect(int number, int least, int most, string name)
    {
        if (number < least || number > most)
        {
            throw new WorldException(WorldFault.Wrong, $"'{name}' is {number}; expected a whole number from {least} to {most}");
        }
    }

    private Counterparty[] Page(CompressedRows rows, int row, int from, int most) =>
        [.. Enumerable.Range(rows.Start[row], rows.LengthOf(row)).Skip(from).Take(most).Select(entry => new Counterparty(Network.Ids[rows.Column[entry]], rows.Amount[entry]))];

    private Standing Of(int institution) => _pages[institution / WorldNotes.PageSize][institution % WorldNotes.PageSize];

    private int Find(string id) => Network.TryFind(id, out var institution) ? institution
        : throw new WorldException(WorldFault.Unknown, $"unknown institution '{id}'; expected an id of the network{Model.Nearest.Hint(id, Network.Ids)}");
}
