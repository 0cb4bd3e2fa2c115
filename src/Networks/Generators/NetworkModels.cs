using Contagion.Model;

namespace Contagion.Networks;

/// <summary>The models there are.</summary>
public static class NetworkModels
{
    /// <summary>One of each, by name; what a scenario must give is not set.</summary>
    public static IReadOnlyList<NetworkModel> All { get; } = Catalogue.Of<NetworkModel>(model => model.Name);
}
