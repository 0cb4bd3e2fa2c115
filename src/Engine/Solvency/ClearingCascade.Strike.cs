namespace Contagion.Engine;

/// <content>A strike shrinks estates: payments fall further from where they are.</content>
internal sealed partial class ClearingCascade<TLanes>
{
    private protected override void Strike(Stress<TLanes> stress, ReadOnlySpan<int> hit, ref Tally<TLanes> tally)
    {
        var before = _openCount;
        foreach (var institution in hit)
        {
            Lose(stress, institution);
            var isFailing = WindUp(institution, (stress.IsDefaulted(institution) | IsFailing(institution)) & Active, ref tally);
            if (_estates.TotalDue[institution] > 0)
            {
                // Of an estate that was wound up before there is less now.
                _recovered[institution] = TLanes.Select(IsDefaulted(institution), Recovered(Outside(institution)), _recovered[institution]);
                tally.Moved |= IsDefaulted(institution) & Active;
            }

            tally.Moved |= isFailing;
            if (!TLanes.IsNone(isFailing) && Array.BinarySearch(_open, 0, before, institution) < 0)
            {
                _open[_openCount++] = institution;
            }
        }

        Array.Sort(_open, 0, _openCount);
        tally.Moved |= _estates.HasShares ? Active : TLanes.Zero;
    }

    /// <summary>Takes what shocks take of an institution.</summary>
    private void Lose(Stress<TLanes> stress, int institution)
    {
        var (isDefaulted, loss) = (stress.IsDefaulted(institution), stress.Loss(institution));
        _direct[institution] = TLanes.Select(isDefaulted, TLanes.Max(TLanes.Of(_estates.Outside[institution]), loss), loss);
        // Who owes nothing has no estate to wind up.
        _isDeclared[institution] = _estates.TotalDue[institution] > 0 ? isDefaulted : TLanes.Zero;
        _isAnyDeclared |= !TLanes.IsNone(_isDeclared[institution]);
        _worth[institution] = Worth(institution, Received(institution, _unpaid));
    }
}
