using Contagion.Grains;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Contagion.Silo;

/// <summary>Sends metrics and traces where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says; nowhere unless it is set.</summary>
internal sealed class Telemetry : IDisposable
{
    private readonly IDisposable[] _providers = [];

    public Telemetry()
    {
        if (Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT") is not { Length: > 0 })
        {
            return;
        }

        _providers =
        [
            Sdk.CreateMeterProviderBuilder().AddMeter(WorkMeter.Name, "Microsoft.Orleans").AddOtlpExporter().Build(),
            Sdk.CreateTracerProviderBuilder().AddSource(RunTrace.Name, "Microsoft.Orleans.Application").AddOtlpExporter().Build(),
        ];
    }

    public void Dispose() => Array.ForEach(_providers, provider => provider.Dispose());
}
