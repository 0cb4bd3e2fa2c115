using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Contagion.Silo.Tests;

/// <summary>A PostgreSQL of the tests' own: made in a temporary folder, stopped and deleted at the end.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    /// <summary>Between finding a free port and taking it another process may have taken it.</summary>
    private const int PortsMax = 5;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("contagion-postgres-");
    private int _port;
    private int _databases;

    private string Data => Path.Combine(_folder.FullName, "data");

    private string Log => Path.Combine(_folder.FullName, "log");

    public async Task InitializeAsync()
    {
        if (PostgresPrograms.Missing is not null)
        {
            return;
        }

        if (Environment.IsPrivilegedProcess)
        {
            await Run("chown", [PostgresPrograms.User, _folder.FullName]);
        }

        await RunProgram("initdb", ["-D", Data, "-U", PostgresPrograms.User, "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"]);
        await Start();
    }

    /// <summary>A new database, with the schema unless told otherwise.</summary>
    public async Task<TestDatabase> Create(bool withSchema = true)
    {
        var name = $"test{Interlocked.Increment(ref _databases)}";
        await using (var server = NpgsqlDataSource.Create(Connection("postgres")))
        {
            await using var command = server.CreateCommand($"CREATE DATABASE {name}");
            await command.ExecuteNonQueryAsync();
        }

        var database = new TestDatabase(Connection(name));
        if (withSchema)
        {
            await Contagion.Silo.Database.Apply(database.Connection);
        }

        return database;
    }

    public async Task DisposeAsync()
    {
        if (_port != 0)
        {
            NpgsqlConnection.ClearAllPools();
            await Stop();
        }

        _folder.Delete(recursive: true);
    }

    /// <summary>Stops it, whoever is connected.</summary>
    public Task Stop() => RunProgram("pg_ctl", ["-D", Data, "-m", "immediate", "-w", "stop"]);

    /// <summary>Starts it, at the port that it had before.</summary>
    public async Task Start()
    {
        for (var attempt = 1; ; attempt++)
        {
            var port = _port != 0 ? _port : FreePort.Find();

            // What tests write does not outlive them: it need not reach the disk.
            var options = $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c max_connections=300";
            try
            {
                await RunProgram("pg_ctl", ["-D", Data, "-l", Log, "-o", options, "-w", "start"]);
                _port = port;
                return;
            }
            catch (InvalidOperationException) when (attempt < PortsMax)
            {
            }
        }
    }

    private string Connection(string database) => $"Host=127.0.0.1;Port={_port};Username={PostgresPrograms.User};Database={database};Include Error Detail=true";

    private Task RunProgram(string program, string[] arguments)
    {
        var path = Path.Combine(PostgresPrograms.Folder!, program);
        return Environment.IsPrivilegedProcess ? Run("/usr/sbin/runuser", ["-u", PostgresPrograms.User, "--", path, .. arguments]) : Run(path, arguments);
    }

    private async Task Run(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder.FullName };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {await output}{await errors}{(File.Exists(Log) ? await File.ReadAllTextAsync(Log) : "")}");
        }
    }
}

/// <summary>A port that nobody listens on.</summary>
internal static class FreePort
{
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>Tests that share the server, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class PostgresTests : ICollectionFixture<PostgresServer>
{
    public const string Name = "PostgreSQL";
}
