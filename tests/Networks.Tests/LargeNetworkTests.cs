using System.Diagnostics;
using Contagion.Model;
using Contagion.Tests;

namespace Contagion.Networks.Tests;

/// <summary>A million institutions fit on a small machine.</summary>
public sealed class LargeNetworkTests
{
    private const int Institutions = 1_000_000;
    private const int Exposures = 10_000_000;
    private const long MemoryMax = 1L << 30;

    // 12 bytes an exposure in each direction, 8 on the way between them and 120 MB of ids and sheets leave room for what the builder collects.
    [LongFact]
    public void A_million_institutions_with_ten_million_exposures_are_built_within_1_GiB()
    {
        GC.Collect();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var builder = new NetworkBuilder();
        for (var institution = 0; institution < Institutions; institution++)
        {
            builder.Add(new Institution($"B{institution}", InstitutionKind.Bank) { ExternalAssets = 100 });
        }

        var random = new Random(1);
        for (var exposure = 0; exposure < Exposures; exposure++)
        {
            var creditor = random.Next(Institutions);
            builder.Add(new Exposure(creditor, (creditor + 1 + random.Next(Institutions - 1)) % Institutions, 1));
        }

        var network = builder.Build();

        var held = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.InRange(network.Claims.Count, Exposures - 1000, Exposures);
        Assert.True(held < MemoryMax, $"the network holds {held:N0} bytes, more than {MemoryMax:N0}");
        var peak = Process.GetCurrentProcess().PeakWorkingSet64;
        Assert.True(peak < MemoryMax, $"building it took the process to {peak:N0} bytes, more than {MemoryMax:N0}");
        GC.KeepAlive(builder);
    }
}
