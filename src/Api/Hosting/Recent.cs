namespace Contagion.Api;

/// <summary>Keeps what was made last, up to a number, and makes each once however many ask for it at the same time.</summary>
/// <param name="most">How many are kept.</param>
internal sealed class Recent<TKey, TValue>(int most)
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private readonly LinkedList<(TKey Key, Lazy<TValue> Value)> _kept = [];

    /// <summary>What is kept under a key; made where nothing is.</summary>
    public TValue Get(TKey key, Func<TValue> make)
    {
        Lazy<TValue> found;
        lock (_gate)
        {
            var node = _kept.First;
            while (node is not null && !EqualityComparer<TKey>.Default.Equals(node.Value.Key, key))
            {
                node = node.Next;
            }

            if (node is null)
            {
                node = new LinkedListNode<(TKey, Lazy<TValue>)>((key, new Lazy<TValue>(make)));
                if (_kept.Count == most)
                {
                    _kept.RemoveLast();
                }
            }
            else
            {
                _kept.Remove(node);
            }

            _kept.AddFirst(node);
            found = node.Value.Value;
        }

        try
        {
            return found.Value;
        }
        catch
        {
            // What could not be made now may be made when somebody asks again.
            lock (_gate)
            {
                for (var node = _kept.First; node is not null; node = node.Next)
                {
                    if (ReferenceEquals(node.Value.Value, found))
                    {
                        _kept.Remove(node);
                        break;
                    }
                }
            }

            throw;
        }
    }
}
