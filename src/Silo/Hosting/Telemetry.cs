using Contagion.Data;
using Contagion.Grains;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Contagion.Silo;

/// <summary>Sends metrics and traces where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says; nowhere unless it is set.</summary>
internal sealed class Telemetry : IDisposable
{
    /// <summary>The meter of .NET itself: processors, memory, threads.</summary>
    public const string Runtime = "System.Runtime";

    private readonly IDisposable[] _providers = [];

    /// <param name="settings">Those of the silo, whose address tells its numbers from those of others.</param>
    public Telemetry(SiloSettings settings)
    {
        if (Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT") is not { Length: > 0 })
        {
            return;
        }

        _providers =
        [
            Sdk.CreateMeterProviderBuilder().ConfigureResource(Name).AddMeter(WorkMeter.Name, Runtime, "Microsoft.Orleans").AddOtlpExporter().Build(),
            Sdk.CreateTracerProviderBuilder().ConfigureResource(Name).AddSource(RunTrace.Name, "Microsoft.Orleans.Application").AddOtlpExporter().Build(),
        ];

        void Name(ResourceBuilder silo) => silo.AddService("contagion-silo", serviceVersion: RunDirectory.Version, serviceInstanceId: $"{settings.Address}:{settings.SiloPort}");
    }

    public void Dispose() => Array.ForEach(_providers, provider => provider.Dispose());
}
