using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Npgsql;
using Orleans.Runtime;

namespace Contagion.Silo;

/// <summary>Where clients reach a silo's HTTP interface.</summary>
internal static class HttpAddress
{
    /// <summary>Parameters: URL, cluster, and the silo's address, port and generation.</summary>
    private const string Note = "UPDATE contagion_silo SET http = $1 WHERE (cluster, address, port, generation) = ($2, $3, $4, $5)";

    /// <summary>Says it beside the silo in the list of the cluster's members, from which it goes with the silo.</summary>
    /// <param name="services">Those of a silo that has started.</param>
    /// <param name="settings">What it was told.</param>
    /// <param name="stop">Gives up.</param>
    public static async Task Publish(IServiceProvider services, SiloSettings settings, CancellationToken stop)
    {
        var listening = services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        var silo = services.GetRequiredService<ILocalSiloDetails>().SiloAddress;
        await using var command = services.GetRequiredService<NpgsqlDataSource>().CreateCommand(Note);
        foreach (object value in (object[])[Of(listening.First(), settings.Address), settings.Cluster, silo.Endpoint.Address.ToString(), silo.Endpoint.Port, silo.Generation])
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        await command.ExecuteNonQueryAsync(stop);
    }

    /// <summary>The URL at which others reach who listens at one: the same, but where it stands for all addresses of a machine.</summary>
    /// <param name="listening">Where it listens.</param>
    /// <param name="address">The address of the machine.</param>
    public static string Of(string listening, IPAddress address)
    {
        var url = new UriBuilder(listening);
        if (IPAddress.TryParse(url.Host, out var host) && (host.Equals(IPAddress.Any) || host.Equals(IPAddress.IPv6Any)))
        {
            url.Host = address.ToString();
        }

        return url.Uri.AbsoluteUri;
    }
}
