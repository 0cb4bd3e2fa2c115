using System.Data.Common;
using System.Globalization;
using System.Net;
using Contagion.Model;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Contagion.Silo;

/// <summary>What a node is told: from one file and from the environment, where every name begins with <c>CONTAGION_</c> and which has the last word.</summary>
internal sealed record SiloSettings
{
    private const string File = "silo.json";
    private const string Prefix = "CONTAGION_";

    /// <summary>Connections to the database of each pool of a silo, unless the connection string says otherwise.</summary>
    private const int PoolSize = 16;

    /// <summary>Connection string of the PostgreSQL database that all silos of a cluster share.</summary>
    public required string Database { get; init; }

    /// <summary>Name of the cluster: silos of one name in one database find each other.</summary>
    public string Cluster { get; init; } = "contagion";

    /// <summary>Where the HTTP API listens.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:8080";

    /// <summary>The address at which other silos reach this one.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port at which other silos reach this one.</summary>
    public int SiloPort { get; init; } = 11111;

    /// <summary>The port for clients of the cluster; 0 for none.</summary>
    public int GatewayPort { get; init; }

    /// <summary>The folder in which this silo keeps what people ask it for over the HTTP API; null where it serves the cluster alone.</summary>
    public string? Data { get; init; }

    /// <summary>The folder of scenarios that people may choose from; null for none.</summary>
    public string? Scenarios { get; init; }

    /// <summary>The folder of the built page; null for none.</summary>
    public string? Page { get; init; }

    /// <summary>How many blocks are computed at a time.</summary>
    public int Processors { get; init; } = Environment.ProcessorCount;

    /// <summary>Reads the settings.</summary>
    /// <param name="path">The file; null for <c>silo.json</c> in this folder, where there is one.</param>
    /// <exception cref="InputException">Anything is wrong; every fault found is told.</exception>
    public static SiloSettings Load(string? path)
    {
        var faults = new Faults();
        var file = path ?? File;
        if (path is not null && !System.IO.File.Exists(path))
        {
            faults.Add(path, 1, 1, "there is no such file; expected the settings of a silo");
            faults.ThrowIfAny();
        }

        var known = new[] { nameof(Database), nameof(Cluster), nameof(Urls), nameof(Address), nameof(SiloPort), nameof(GatewayPort), nameof(Data), nameof(Scenarios), nameof(Page), nameof(Processors) };
        var inFile = new ConfigurationBuilder().AddJsonFile(Path.GetFullPath(file), optional: path is null).Build();
        var given = new ConfigurationBuilder().AddConfiguration(inFile).AddEnvironmentVariables(Prefix).Build();
        // Not of the environment: Kubernetes puts CONTAGION_PORT and more into it where a service is called contagion.
        foreach (var name in inFile.AsEnumerable().Select(pair => pair.Key).Where(name => !known.Contains(name, StringComparer.OrdinalIgnoreCase)))
        {
            faults.Add(file, 1, 1, $"unknown setting '{name}'; expected one of {string.Join(", ", known)}{Nearest.Hint(name, known)}");
        }

        var settings = new SiloSettings
        {
            Database = Text(nameof(Database), ""),
            Cluster = Text(nameof(Cluster), "contagion"),
            Urls = Text(nameof(Urls), "http://127.0.0.1:8080"),
            Address = IPAddress.TryParse(Text(nameof(Address), "127.0.0.1"), out var address) ? address : Wrong(nameof(Address), "an IP address", IPAddress.Loopback),
            SiloPort = Number(nameof(SiloPort), 11111, 1, 65535),
            GatewayPort = Number(nameof(GatewayPort), 0, 0, 65535),
            Data = Optional(nameof(Data)),
            Scenarios = Optional(nameof(Scenarios)),
            Page = Optional(nameof(Page)),
            Processors = Number(nameof(Processors), Environment.ProcessorCount, 1, 1024),
        };
        CheckDatabase(settings.Database, file, faults);
        faults.ThrowIfAny();
        return settings with { Database = WithPool(settings.Database) };

        string Text(string name, string otherwise) => given[name] is { Length: > 0 } text ? text : otherwise;

        string? Optional(string name) => given[name] is { Length: > 0 } text ? text : null;

        int Number(string name, int otherwise, int least, int most) => given[name] is not { Length: > 0 } text ? otherwise
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
            : Wrong(name, $"a whole number from {least} to {most}", otherwise);

        T Wrong<T>(string name, string expected, T otherwise)
        {
            faults.Add(file, 1, 1, $"{name} is '{given[name]}'; expected {expected}");
            return otherwise;
        }
    }

    /// <summary>A silo has two pools of connections, its own and that of Orleans; a database allows a hundred unless told otherwise.</summary>
    private static string WithPool(string database)
    {
        var connection = new NpgsqlConnectionStringBuilder(database);
        // A builder of Npgsql's own knows every key, whether it is given or not.
        var given = new DbConnectionStringBuilder { ConnectionString = database };
        if (!given.ContainsKey("Maximum Pool Size") && !given.ContainsKey(nameof(connection.MaxPoolSize)))
        {
            connection.MaxPoolSize = PoolSize;
        }

        return connection.ConnectionString;
    }

    private static void CheckDatabase(string database, string file, Faults faults)
    {
        const string Example = "such as Host=127.0.0.1;Database=contagion;Username=contagion";
        if (database.Length == 0)
        {
            faults.Add(file, 1, 1, $"Database is missing; expected a connection string, {Example}, here or in {Prefix}DATABASE");
            return;
        }

        try
        {
            _ = new NpgsqlConnectionStringBuilder(database);
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException)
        {
            faults.Add(file, 1, 1, $"Database is no connection string ({wrong.Message}); expected one {Example}");
        }
    }
}
