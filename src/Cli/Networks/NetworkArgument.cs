using System.CommandLine;
using Contagion.Data;
using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Cli;

/// <summary>The network that a command is asked about.</summary>
internal static class NetworkArgument
{
    /// <summary>The argument.</summary>
    public static Argument<string> Create() => new("NETWORK")
    {
        Description = "A scenario file (.yaml, .yml), whose network is meant; a folder with institutions.csv and exposures.csv; or a network as GraphML or DOT.",
    };

    /// <summary>Reads it. Only graphs need the bridge.</summary>
    /// <exception cref="InputException">It is not there, or wrong; every fault is told.</exception>
    public static Network Read(string path)
    {
        if (Directory.Exists(path))
        {
            return NetworkDirectory.Read(path);
        }

        return Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".yaml" or ".yml" => ScenarioFile.Load(path).Network,
            "" when !File.Exists(path) => throw Wrong(path, "no such file or folder"),
            _ when InstalledBridge.Load() is var bridge && bridge.Knows(path) => bridge.Read(path),
            _ => throw Wrong(path, "is of no known format; expected a scenario (.yaml, .yml), a folder or a graph (.graphml, .xml, .dot, .gv)"),
        };
    }

    /// <summary>A fault of an argument.</summary>
    public static InputException Wrong(string where, string message) => new(new Fault(where, 1, 1, message));
}
