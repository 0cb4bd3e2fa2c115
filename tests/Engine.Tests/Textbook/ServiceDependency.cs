namespace Contagion.Engine.Tests.Textbook;

/// <summary>A way for an institution to have one of its needs met; those of the same need are alternatives.</summary>
internal sealed record Service(int Institution, int Need, int Provider, double Efficiency = 1);

/// <summary>Service levels as the formula has them. Source: models.md 5.1.</summary>
internal static class ServiceDependency
{
    /// <summary>σ_i = min(own_i, min over needs of max over alternatives of efficiency × σ), from σ = own down; levels below 1e-12 are none.</summary>
    internal static double[] Solve(double[] own, Service[] services)
    {
        var level = own;
        for (var isFalling = true; isFalling;)
        {
            var before = level;
            level = [.. own.Select((available, i) => Math.Min(available, Met(i, before, services))).Select(sigma => sigma < 1e-12 ? 0 : sigma)];
            isFalling = !level.SequenceEqual(before);
        }

        return level;
    }

    private static double Met(int institution, double[] level, Service[] services) =>
        services.Where(service => service.Institution == institution)
            .GroupBy(service => service.Need)
            .Select(need => need.Max(service => service.Efficiency * level[service.Provider]))
            .DefaultIfEmpty(1)
            .Min();
}
