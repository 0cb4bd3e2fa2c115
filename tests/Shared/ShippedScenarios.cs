namespace Contagion.Tests;

/// <summary>The scenarios that lie in the repository, as folder/name.</summary>
internal static class ShippedScenarios
{
    /// <summary>Where they lie.</summary>
    public static string Root { get; } = System.IO.Path.Combine(Folders.Root, "scenarios");

    /// <summary>All of them, so that none can be forgotten.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. Directory.EnumerateFiles(Root, "*.yaml", SearchOption.AllDirectories)
            .Select(file => System.IO.Path.ChangeExtension(System.IO.Path.GetRelativePath(Root, file), null)).Order(StringComparer.Ordinal),
    ];

    /// <summary>One of each kind: mechanisms, networks that are read, drawn and reconstructed, shocks that are given and random, one period and several.</summary>
    public static IReadOnlyList<string> OneOfEachKind { get; } =
    [
        "banks-125/threshold", "eba-2018/market-shock-default-costs", "eba-2018/small-shock", "european-debt-2011/threshold-0.93", "gai-kapadia-2010/peak",
        "reconstruction-error/core-periphery-reconstructed", "regional-disaster/one-centre",
    ];

    /// <summary>The file of one.</summary>
    public static string Path(string name) => System.IO.Path.Combine(Root, name + ".yaml");
}
