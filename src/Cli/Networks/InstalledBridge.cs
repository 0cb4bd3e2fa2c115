using System.Reflection;
using Contagion.Networks;

namespace Contagion.Cli;

/// <summary>The bridge to a library of graphs, which is not everywhere: its package is not on every feed.</summary>
internal static class InstalledBridge
{
    private const string Name = "Contagion.QuikGraph";

    /// <summary>Names the folder in which it is; beside this program unless set. The script in the repository sets it.</summary>
    private const string Variable = "CONTAGION_BRIDGE";

    /// <summary>Loads it.</summary>
    /// <exception cref="FileNotFoundException">It is not installed.</exception>
    public static IGraphBridge Load() => Load(Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder ? folder : AppContext.BaseDirectory);

    /// <inheritdoc cref="Load()"/>
    /// <param name="folder">Where it is.</param>
    internal static IGraphBridge Load(string folder)
    {
        var path = Path.GetFullPath(Path.Combine(folder, $"{Name}.dll"));
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"the bridge to QuikGraph is not installed, which this command needs ({path} is not there); docs/quikgraph.md says how to build it");
        }

        return (IGraphBridge)Activator.CreateInstance(Assembly.LoadFrom(path).GetType("Contagion.QuikGraphs.GraphBridge", throwOnError: true)!)!;
    }
}
