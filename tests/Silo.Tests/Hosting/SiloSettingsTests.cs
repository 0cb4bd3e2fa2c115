using Contagion.Model;
using Npgsql;

namespace Contagion.Silo.Tests;

/// <summary>What a silo makes of its settings.</summary>
public sealed class SiloSettingsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("contagion-settings-");

    // Sixteen connections to each pool unless it says otherwise, by either of the names that Npgsql takes, in any case.
    [Theory]
    [InlineData("Host=db", 16)]
    [InlineData("Host=db;Minimum Pool Size=2", 16)]
    [InlineData("Host=db;Application Name=Maximum Pool Size", 16)]
    [InlineData("Host=db;Maximum Pool Size=7", 7)]
    [InlineData("Host=db;MAXPOOLSIZE=7", 7)]
    [InlineData("Host=db;Maximum Pool Size=100", 100)]
    public void A_pool_is_small_unless_the_connection_string_says_otherwise(string database, int most) =>
        Assert.Equal(most, new NpgsqlConnectionStringBuilder(Load($$"""{ "Database": "{{database}}" }""").Database).MaxPoolSize);

    [Fact]
    public void All_faults_are_told_at_once()
    {
        var told = Assert.Throws<InputException>(() => Load("""{ "Database": "Host", "SiloPort": 0, "Procesors": 2 }"""));

        Assert.Equal(3, told.Faults.Count);
        Assert.Contains("unknown setting 'Procesors'", told.Message, StringComparison.Ordinal);
        Assert.Contains("did you mean 'Processors'", told.Message, StringComparison.Ordinal);
        Assert.Contains("SiloPort is '0'; expected a whole number from 1 to 65535", told.Message, StringComparison.Ordinal);
        Assert.Contains("Database is no connection string", told.Message, StringComparison.Ordinal);
    }

    // Kubernetes says where services are in variables that begin with their names; ./test all sets another one.
    [Fact]
    public void Other_variables_of_the_environment_are_left_alone()
    {
        Environment.SetEnvironmentVariable("CONTAGION_SERVICE_HOST", "10.0.0.7");
        try
        {
            Assert.Equal("contagion", Load("""{ "Database": "Host=db" }""").Cluster);
        }
        finally
        {
            Environment.SetEnvironmentVariable("CONTAGION_SERVICE_HOST", null);
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private SiloSettings Load(string json)
    {
        var path = Path.Combine(_folder.FullName, "silo.json");
        File.WriteAllText(path, json);
        return SiloSettings.Load(path);
    }
}
