using Contagion.Engine;

namespace Contagion.Grains;

/// <summary>One run: deals its blocks to silos, knows how far it is, and goes on with it after a silo has died. Its key is the run's id.</summary>
public interface IRunGrain : IGrainWithStringKey
{
    /// <summary>Starts the run, unless it is under way or done; asking twice changes nothing.</summary>
    Task<RunProgress> Start(RunOrder order);

    /// <summary>How far it is. A run that its silo took down with it goes on because somebody asks.</summary>
    Task<RunProgress> Look();

    /// <summary>Stops the run; what is computed of it stays until it is dropped.</summary>
    Task<RunProgress> Cancel();

    /// <summary>Stops the run and forgets all of it.</summary>
    Task Drop();
}
