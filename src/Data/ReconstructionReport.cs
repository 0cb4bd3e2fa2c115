using Contagion.Networks;

namespace Contagion.Data;

/// <summary>What came of reconstructing networks.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Samples">The networks.</param>
/// <param name="Diagnosis">Whether chains forgot where they began; null where there are none.</param>
public sealed record ReconstructionReport(ulong Seed, IReadOnlyList<ReconstructedSample> Samples, GibbsDiagnosis? Diagnosis);

/// <summary>A network that was written.</summary>
/// <param name="Folder">Where to.</param>
/// <param name="Exposures">Its exposures.</param>
/// <param name="Error">The largest difference between what an institution lends or owes and its total, as a share of all claims.</param>
public sealed record ReconstructedSample(string Folder, int Exposures, double Error)
{
    /// <summary>Exposures as a share of all pairs of different institutions.</summary>
    /// <param name="institutions">Number of institutions.</param>
    public double DensityOf(int institutions) => institutions < 2 ? 0 : Exposures / ((double)institutions * (institutions - 1));
}
