using System.Net;
using System.Net.Sockets;
using Contagion.Model;

namespace Contagion.Cli.Tests;

/// <summary>What <c>--cluster</c> takes, and what it says to all else.</summary>
public sealed class ClusterAddressTests
{
    [Theory]
    [InlineData("http://127.0.0.1:8080", "http://127.0.0.1:8080/")]
    [InlineData("http://a:1, https://b/silo/ ,http://c", "http://a:1/ https://b/silo/ http://c/")]
    [InlineData("http://a/?tenant=7", "http://a/?tenant=7/")]
    public async Task Urls_are_taken_as_they_are(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', await ClusterAddress.Parse(text).Find(default)));

    [Theory]
    [InlineData("", "names no address")]
    [InlineData(" , ", "names no address")]
    [InlineData("localhost:8080", "'localhost:8080' is no address")]
    [InlineData("ftp://a", "'ftp://a' is no address")]
    [InlineData("postgres://contagion@db/contagion", "'postgres://contagion@db/contagion' is no address")]
    [InlineData("Host=db;Databse=contagion", "is no connection string of PostgreSQL")]
    [InlineData("Host=db;Port=many", "is no connection string of PostgreSQL")]
    [InlineData("Database=contagion;Password=secret", "it names no Host")]
    public void All_else_is_wrong_input(string text, string told)
    {
        var wrong = Assert.Throws<InputException>(() => ClusterAddress.Parse(text));

        Assert.StartsWith("--cluster:1:1: ", wrong.Message, StringComparison.Ordinal);
        Assert.Contains(told, wrong.Message, StringComparison.Ordinal);
        Assert.Contains("expected the URL of a silo, such as http://127.0.0.1:8080", wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_wrong_urls_are_told_at_once() =>
        Assert.Equal(2, Assert.Throws<InputException>(() => ClusterAddress.Parse("http://a,b,c")).Faults.Count);

    [Fact]
    public async Task A_database_that_is_not_there_is_told_without_its_password()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        var failure = await Assert.ThrowsAsync<IOException>(() => ClusterAddress.Parse($"Host=127.0.0.1;Port={port};Database=contagion;Username=me;Password=secret").Find(default));

        Assert.StartsWith($"the database contagion on 127.0.0.1:{port} cannot be asked where the cluster is: ", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }
}
