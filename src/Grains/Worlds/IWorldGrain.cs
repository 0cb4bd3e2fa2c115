using Contagion.Engine;
using Orleans.Concurrency;

namespace Contagion.Grains;

/// <summary>One world: carries it, keeps its log, and has it again from that wherever it comes to life next. Its key is the world's name.</summary>
/// <remarks>A world that its silo took down is opened again by whoever asks for it, which takes as long as it took to live through: hence the time to answer.
/// Asking about it waits for nobody who changes it.</remarks>
public interface IWorldGrain : IGrainWithStringKey
{
    /// <summary>Opens the world; opening it again with the same order changes nothing.</summary>
    [ResponseTimeout("01:00:00")]
    Task<WorldTotals> Open(WorldOrder order);

    /// <summary>Does a command and keeps it before it answers; one that was done is not done again.</summary>
    [ResponseTimeout("01:00:00")]
    Task<WorldTotals> Do(WorldCommand command);

    /// <summary>How the world stands.</summary>
    [AlwaysInterleave, ResponseTimeout("01:00:00")]
    Task<WorldTotals> Look();

    /// <inheritdoc cref="WorldView.Read"/>
    [AlwaysInterleave, ResponseTimeout("01:00:00")]
    Task<WorldInstitution> Read(string institution);

    /// <inheritdoc cref="WorldView.History"/>
    [AlwaysInterleave, ResponseTimeout("01:00:00")]
    Task<InstitutionChange[]> History(string institution, int most);

    /// <inheritdoc cref="WorldView.Counterparties"/>
    [AlwaysInterleave, ResponseTimeout("01:00:00")]
    Task<Counterparties> Counterparties(string institution, int from, int most);

    /// <summary>Forgets the world.</summary>
    [ResponseTimeout("01:00:00")]
    Task Drop();
}
