using Contagion.Engine;
using Contagion.Model;
using Orleans.Concurrency;

namespace Contagion.Grains;

/// <summary>One platform, lender, borrower or other institution of a world. Its key is the world's name, a slash and the institution's id, which may have slashes too.</summary>
public interface IInstitutionGrain : IGrainWithStringKey
{
    /// <summary>How it stands.</summary>
    [AlwaysInterleave, ResponseTimeout("01:00:00")]
    Task<WorldInstitution> Read();

    /// <summary>When it changed and to what, the latest change first.</summary>
    /// <param name="most">How many changes to tell, from 1 to <see cref="WorldView.HistoryMax"/>.</param>
    [AlwaysInterleave, ResponseTimeout("01:00:00")]
    Task<InstitutionChange[]> History(int most);

    /// <inheritdoc cref="WorldView.Counterparties"/>
    [AlwaysInterleave, ResponseTimeout("01:00:00")]
    Task<Counterparties> Counterparties(int from, int most);

    /// <summary>Strikes it, as a command of its world.</summary>
    /// <param name="number">Number of the command in the world.</param>
    /// <param name="shock">The shock; whom it hits is this institution, whatever its target says.</param>
    [AlwaysInterleave, ResponseTimeout("01:00:00")]
    Task<WorldTotals> Strike(long number, Shock shock);
}
