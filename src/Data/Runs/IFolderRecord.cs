namespace Contagion.Data;

/// <summary>What the record in a folder of results says about what was begun there.</summary>
internal interface IFolderRecord
{
    /// <summary>The scenario's name.</summary>
    string Name { get; }

    /// <summary>SHA-256 over all that results depend on.</summary>
    string ScenarioHash { get; }

    /// <summary>Version of the program.</summary>
    string Version { get; }

    /// <summary>Where it stands.</summary>
    RunState State { get; }
}
