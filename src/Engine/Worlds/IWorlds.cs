namespace Contagion.Engine;

/// <summary>Worlds by their names. A repeat of any call changes nothing: one that got no answer may be sent again.</summary>
public interface IWorlds
{
    /// <summary>Opens a world.</summary>
    /// <param name="world">Its name: 1 to <see cref="WorldName.LengthMax"/> letters without '/'.</param>
    /// <param name="order">What it is opened with.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="WorldException">There is no such scenario, or there is a world of this name that was opened with another.</exception>
    Task<WorldTotals> Open(string world, WorldOrder order, CancellationToken cancellationToken);

    /// <summary>Does a command, and keeps it before it answers.</summary>
    /// <exception cref="WorldException">It is refused.</exception>
    Task<WorldTotals> Do(string world, WorldCommand command, CancellationToken cancellationToken);

    /// <summary>How a world stands.</summary>
    Task<WorldTotals> Look(string world, CancellationToken cancellationToken);

    /// <inheritdoc cref="WorldView.Read"/>
    Task<WorldInstitution> Read(string world, string institution, CancellationToken cancellationToken);

    /// <inheritdoc cref="WorldView.History"/>
    Task<IReadOnlyList<InstitutionChange>> History(string world, string institution, int most, CancellationToken cancellationToken);

    /// <inheritdoc cref="WorldView.Counterparties"/>
    Task<Counterparties> Counterparties(string world, string institution, int from, int most, CancellationToken cancellationToken);

    /// <summary>Forgets a world; one that there is not is none afterwards either.</summary>
    Task Drop(string world, CancellationToken cancellationToken);
}
