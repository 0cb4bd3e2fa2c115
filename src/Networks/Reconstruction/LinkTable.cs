namespace Contagion.Networks;

/// <summary>A network whose links come and go: a link is added, removed, found or drawn in O(1), in memory proportional to links.</summary>
internal sealed class LinkTable
{
    private readonly Dictionary<ulong, int> _at;
    private readonly List<int>[] _ofDebtor;
    private readonly List<int>[] _ofCreditor;
    private int[] _debtor;
    private int[] _creditor;
    private int[] _placeOfDebtor;
    private int[] _placeOfCreditor;
    private double[] _amount;

    /// <param name="claims">The links to begin with; a row a creditor.</param>
    public LinkTable(CompressedRows claims)
    {
        var capacity = Math.Max(4, claims.Count);
        (_debtor, _creditor, _placeOfDebtor, _placeOfCreditor, _amount) = (new int[capacity], new int[capacity], new int[capacity], new int[capacity], new double[capacity]);
        _at = new Dictionary<ulong, int>(capacity);
        _ofDebtor = [.. Enumerable.Range(0, claims.Rows).Select(_ => new List<int>())];
        _ofCreditor = [.. Enumerable.Range(0, claims.Rows).Select(_ => new List<int>())];
        for (var creditor = 0; creditor < claims.Rows; creditor++)
        {
            for (var claim = claims.Start[creditor]; claim < claims.Start[creditor + 1]; claim++)
            {
                Add(claims.Column[claim], creditor, claims.Amount[claim]);
            }
        }
    }

    /// <summary>Number of links; they are numbered from 0, and removing one gives its number to the last.</summary>
    public int Count { get; private set; }

    /// <summary>Who owes.</summary>
    public int DebtorOf(int link) => _debtor[link];

    /// <summary>Who is owed.</summary>
    public int CreditorOf(int link) => _creditor[link];

    /// <summary>What is owed.</summary>
    public ref double Amount(int link) => ref _amount[link];

    /// <summary>To how many a debtor owes.</summary>
    public int DegreeOfDebtor(int debtor) => _ofDebtor[debtor].Count;

    /// <summary>How many owe a creditor.</summary>
    public int DegreeOfCreditor(int creditor) => _ofCreditor[creditor].Count;

    /// <summary>The link between two; −1 when there is none.</summary>
    public int Find(int debtor, int creditor) => _at.TryGetValue(Key(debtor, creditor), out var link) ? link : -1;

    /// <summary>Another link of the same debtor, all as likely; −1 when there is none.</summary>
    public int OtherOfDebtor(int link, ref KeyedDraws draws) => Other(_ofDebtor[_debtor[link]], _placeOfDebtor[link], ref draws);

    /// <summary>Another link of the same creditor, all as likely; −1 when there is none.</summary>
    public int OtherOfCreditor(int link, ref KeyedDraws draws) => Other(_ofCreditor[_creditor[link]], _placeOfCreditor[link], ref draws);

    /// <summary>Adds a link that is not there.</summary>
    public void Add(int debtor, int creditor, double amount)
    {
        if (Count == _debtor.Length)
        {
            Array.Resize(ref _debtor, 2 * Count);
            Array.Resize(ref _creditor, 2 * Count);
            Array.Resize(ref _placeOfDebtor, 2 * Count);
            Array.Resize(ref _placeOfCreditor, 2 * Count);
            Array.Resize(ref _amount, 2 * Count);
        }

        var link = Count++;
        (_debtor[link], _creditor[link], _amount[link]) = (debtor, creditor, amount);
        (_placeOfDebtor[link], _placeOfCreditor[link]) = (_ofDebtor[debtor].Count, _ofCreditor[creditor].Count);
        _ofDebtor[debtor].Add(link);
        _ofCreditor[creditor].Add(link);
        _at.Add(Key(debtor, creditor), link);
    }

    /// <summary>Removes a link.</summary>
    public void Remove(int link)
    {
        _at.Remove(Key(_debtor[link], _creditor[link]));
        Drop(_ofDebtor[_debtor[link]], _placeOfDebtor, link);
        Drop(_ofCreditor[_creditor[link]], _placeOfCreditor, link);
        var last = --Count;
        if (link == last)
        {
            return;
        }

        (_debtor[link], _creditor[link], _amount[link]) = (_debtor[last], _creditor[last], _amount[last]);
        (_placeOfDebtor[link], _placeOfCreditor[link]) = (_placeOfDebtor[last], _placeOfCreditor[last]);
        _ofDebtor[_debtor[link]][_placeOfDebtor[link]] = link;
        _ofCreditor[_creditor[link]][_placeOfCreditor[link]] = link;
        _at[Key(_debtor[link], _creditor[link])] = link;
    }

    /// <summary>The links as they are; a row a creditor.</summary>
    public CompressedRows Claims()
    {
        var entries = new EntryColumns();
        for (var link = 0; link < Count; link++)
        {
            entries.Add(_creditor[link], _debtor[link], _amount[link]);
        }

        return entries.Build(CompressedRows.Empty(_ofDebtor.Length));
    }

    private static ulong Key(int debtor, int creditor) => ((ulong)(uint)debtor << 32) | (uint)creditor;

    private static int Other(List<int> links, int place, ref KeyedDraws draws)
    {
        if (links.Count < 2)
        {
            return -1;
        }

        var other = draws.Below(links.Count - 1);
        return links[other < place ? other : other + 1];
    }

    private static void Drop(List<int> links, int[] places, int link)
    {
        var last = links[^1];
        (links[places[link]], places[last]) = (last, places[link]);
        links.RemoveAt(links.Count - 1);
    }
}
