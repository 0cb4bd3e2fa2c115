namespace Contagion.Grains;

/// <summary>Where grains keep their state.</summary>
public static class GrainStorage
{
    /// <summary>Name of the storage provider.</summary>
    public const string Name = "contagion";
}
