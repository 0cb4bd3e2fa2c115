using Contagion.Analysis;
using Contagion.Model;
using Contagion.Networks;

namespace Contagion.Data;

/// <summary>Gives the institutions of a network the score that a trained scorer makes of their features: 1 less the probability of failure, so that
/// as in the column score more is better.</summary>
/// <remarks>Every platform with a row of features is scored, and whoever else has all that the scorer asks for.</remarks>
internal static class NetworkScores
{
    /// <summary>Scores a network.</summary>
    /// <param name="scorer">The scorer's file, as it is opened and told.</param>
    /// <param name="place">Where the scenario names it.</param>
    /// <param name="features">The features; null where there are none, or none that could be read.</param>
    /// <param name="file">The file of features, as it is opened and told; null where there is none.</param>
    /// <param name="builder">Has the institutions, and is given their scores.</param>
    /// <param name="faults">Told what is wrong.</param>
    public static void Add(string scorer, YamlPlace place, Features? features, string? file, NetworkBuilder builder, Faults faults)
    {
        var before = faults.Count;
        if (file is null)
        {
            YamlFields.Tell(faults, place, "'scorer' is given, but the network has no features to score; expected 'features' under 'network.files', the name of their file");
        }

        if (builder.IsGiven(InstitutionItem.Score))
        {
            YamlFields.Tell(faults, place, "'scorer' is given, and institutions.csv has a column score; expected one of them");
        }

        var saved = ScorerFile.Read(scorer, faults);
        if (saved is null || features is null || file is null)
        {
            return;
        }

        foreach (var name in saved.Scorer.Features.Where(name => !features.Names.Contains(name)))
        {
            YamlFields.Tell(faults, place, $"{scorer} asks for the feature '{name}', which is not in {file}; expected some of {string.Join(", ", features.Names)}{Nearest.Hint(name, features.Names)}");
        }

        if (faults.Count == before)
        {
            Score(saved.Scorer, scorer, place, features, file, builder, faults);
        }
    }

    private static void Score(IScorer scorer, string told, YamlPlace place, Features features, string file, NetworkBuilder builder, Faults faults)
    {
        var (row, scores, lacking) = (new double[scorer.Features.Count], new double[builder.Count], new HashSet<(string, string)>());
        for (var institution = 0; institution < scores.Length; institution++)
        {
            for (var feature = 0; feature < row.Length; feature++)
            {
                row[feature] = features.Of(scorer.Features[feature])[institution];
                if (double.IsNaN(row[feature]) && features.IsGiven(institution) && builder.KindOf(institution) == InstitutionKind.Platform)
                {
                    lacking.Add((builder.Ids[institution], scorer.Features[feature]));
                }
            }

            scores[institution] = Array.Exists(row, double.IsNaN) ? double.NaN : 1 - scorer.Score(row);
        }

        if (lacking.Count > 0)
        {
            FeaturesFile.TellEmpty(file, file, (id, feature) => lacking.Contains((id, feature)), faults);
        }
        else if (Array.TrueForAll(scores, double.IsNaN))
        {
            YamlFields.Tell(faults, place, $"nobody in {file} has all the features that {told} asks for ({string.Join(", ", scorer.Features)}); expected a row for each platform");
        }
        else
        {
            builder.Add(InstitutionItem.Score, scores);
        }
    }
}
