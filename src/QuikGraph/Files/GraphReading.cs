using Contagion.Model;
using Contagion.Networks;

namespace Contagion.QuikGraphs;

/// <summary>Makes a network of a file, in two passes: first who there is, then who owes whom. No edge is kept but in the network.</summary>
internal static class GraphReading
{
    /// <exception cref="InputException">The file is wrong; every fault is told with its place.</exception>
    public static Network Read(Stream stream, GraphFormat format, string file, bool? keepsTerms)
    {
        var faults = new Faults();
        var fields = new RecordFields(file, faults);
        var institutions = new InstitutionPass(fields, keepsTerms);
        var start = stream.Position;
        Network? network = null;
        var isWhole = Pass(stream, format, fields, institutions);
        if (institutions.SaidTooLate is { } said)
        {
            stream.Position = start;
            return Read(stream, format, file, said);
        }

        if (isWhole)
        {
            institutions.Finish();
            if (institutions.Builder.Count == 0 && faults.Count == 0)
            {
                faults.Add(file, 1, 1, "no institutions; expected a node for each");
            }

            stream.Position = start;

            // What is wrong with the file as such was told by the first pass.
            Pass(stream, format, new RecordFields(file, new Faults()), new ExposurePass(fields, institutions.Builder));
            network = faults.Count > 0 ? null : institutions.Builder.TryBuild((institution, fault) => Tell(institutions.Places[institution], fault));
        }

        return network ?? throw new InputException([.. faults.Listed.OrderBy(fault => fault.Line).ThenBy(fault => fault.Column)], faults.Count);

        void Tell(Place place, string fault) => faults.Add(file, place.Line, place.Column, fault);
    }

    private static bool Pass(Stream stream, GraphFormat format, RecordFields fields, IGraphReceiver receiver) =>
        format == GraphFormat.GraphMl ? GraphMlReader.Read(stream, fields, receiver) : DotReader.Read(stream, fields, receiver);
}
