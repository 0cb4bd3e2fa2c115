using System.Net;

namespace Contagion.Silo.Tests;

/// <summary>Where a silo says that it is reached.</summary>
public sealed class HttpAddressTests
{
    // Kestrel says http://[::]:8080 of http://+:8080 and of http://*:8080.
    [Theory]
    [InlineData("http://127.0.0.1:8080", "10.0.0.7", "http://127.0.0.1:8080/")]
    [InlineData("http://silo.example:80", "10.0.0.7", "http://silo.example/")]
    [InlineData("http://[::]:8080", "10.0.0.7", "http://10.0.0.7:8080/")]
    [InlineData("http://0.0.0.0:8080", "10.0.0.7", "http://10.0.0.7:8080/")]
    [InlineData("https://[::]:8443", "fd00::7", "https://[fd00::7]:8443/")]
    [InlineData("http://[::1]:8080", "fd00::7", "http://[::1]:8080/")]
    public void All_addresses_of_a_machine_are_told_as_the_one_at_which_others_reach_it(string listening, string address, string expected) =>
        Assert.Equal(expected, HttpAddress.Of(listening, IPAddress.Parse(address)));
}
