namespace Contagion.Networks;

/// <summary>A network whose links come and go: a link is added, removed, found or drawn in O(1), in memory proportional to links.</summary>
internal sealed class LinkTable
{
    private readonly CellIndex _at;
    private readonly List<int>[] _ofDebtor;
    private readonly List<int>[] _ofCreditor;
    private Link[] _links;

    /// <param name="claims">The links to begin with; a row a creditor.</param>
    public LinkTable(CompressedRows claims)
    {
        (_links, _at) = (new Link[Math.Max(4, claims.Count)], new CellIndex(claims.Count));
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
    public int DebtorOf(int link) => _links[link].Debtor;

    /// <summary>Who is owed.</summary>
    public int CreditorOf(int link) => _links[link].Creditor;

    /// <summary>What is owed.</summary>
    public ref double Amount(int link) => ref _links[link].Amount;

    /// <summary>To how many a debtor owes.</summary>
    public int DegreeOfDebtor(int debtor) => _ofDebtor[debtor].Count;

    /// <summary>How many owe a creditor.</summary>
    public int DegreeOfCreditor(int creditor) => _ofCreditor[creditor].Count;

    /// <summary>The link between two; −1 when there is none.</summary>
    public int Find(int debtor, int creditor) => _at.Find(debtor, creditor);

    /// <summary>Another link of the same debtor, all as likely; −1 when there is none.</summary>
    public int OtherOfDebtor(int link, ref KeyedDraws draws) => Other(_ofDebtor[_links[link].Debtor], _links[link].PlaceOfDebtor, ref draws);

    /// <summary>Another link of the same creditor, all as likely; −1 when there is none.</summary>
    public int OtherOfCreditor(int link, ref KeyedDraws draws) => Other(_ofCreditor[_links[link].Creditor], _links[link].PlaceOfCreditor, ref draws);

    /// <summary>Adds a link that is not there.</summary>
    public void Add(int debtor, int creditor, double amount)
    {
        if (Count == _links.Length)
        {
            Array.Resize(ref _links, 2 * Count);
        }

        var link = Count++;
        _links[link] = new Link { Debtor = debtor, Creditor = creditor, PlaceOfDebtor = _ofDebtor[debtor].Count, PlaceOfCreditor = _ofCreditor[creditor].Count, Amount = amount };
        _ofDebtor[debtor].Add(link);
        _ofCreditor[creditor].Add(link);
        _at.Set(debtor, creditor, link);
    }

    /// <summary>Removes a link.</summary>
    public void Remove(int link)
    {
        var gone = _links[link];
        _at.Remove(gone.Debtor, gone.Creditor);
        _links[Drop(_ofDebtor[gone.Debtor], gone.PlaceOfDebtor)].PlaceOfDebtor = gone.PlaceOfDebtor;
        _links[Drop(_ofCreditor[gone.Creditor], gone.PlaceOfCreditor)].PlaceOfCreditor = gone.PlaceOfCreditor;
        if (link == --Count)
        {
            return;
        }

        var last = _links[link] = _links[Count];
        _ofDebtor[last.Debtor][last.PlaceOfDebtor] = link;
        _ofCreditor[last.Creditor][last.PlaceOfCreditor] = link;
        _at.Set(last.Debtor, last.Creditor, link);
    }

    /// <summary>The links as they are; a row a creditor.</summary>
    public CompressedRows Claims()
    {
        var entries = new EntryColumns();
        foreach (var link in _links.AsSpan(0, Count))
        {
            entries.Add(link.Creditor, link.Debtor, link.Amount);
        }

        return entries.Build(CompressedRows.Empty(_ofDebtor.Length));
    }

    private static int Other(List<int> links, int place, ref KeyedDraws draws)
    {
        if (links.Count < 2)
        {
            return -1;
        }

        var other = draws.Below(links.Count - 1);
        return links[other < place ? other : other + 1];
    }

    /// <summary>Takes a link off a list and puts the last one into its place; returns that one.</summary>
    private static int Drop(List<int> links, int place)
    {
        var last = links[^1];
        links[place] = last;
        links.RemoveAt(links.Count - 1);
        return last;
    }

    /// <summary>A link, in half a cache line.</summary>
    private struct Link
    {
        public int Debtor;
        public int Creditor;
        public int PlaceOfDebtor;
        public int PlaceOfCreditor;
        public double Amount;
    }
}
