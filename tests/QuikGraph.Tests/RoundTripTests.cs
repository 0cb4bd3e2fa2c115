using System.Globalization;
using System.Text;
using Contagion.Model;
using Contagion.Networks;
using Contagion.Tests;

namespace Contagion.QuikGraphs.Tests;

/// <summary>What is written reads back to the same network, to the last bit.</summary>
public sealed class RoundTripTests
{
    [Theory]
    [InlineData(GraphFormat.GraphMl)]
    [InlineData(GraphFormat.Dot)]
    public void A_network_is_the_same_after_it_was_written_and_read(GraphFormat format) =>
        RandomNetwork.ForAll(network => SameNetwork.Assert(network, Read(Write(network, format), format)));

    [Theory]
    [InlineData(GraphFormat.GraphMl)]
    [InlineData(GraphFormat.Dot)]
    public void What_was_read_is_written_to_the_same_bytes(GraphFormat format) => RandomNetwork.ForAll(network =>
    {
        var written = Write(network, format);

        Assert.Equal(written, Write(Read(written, format), format));
    });

    [Theory]
    [InlineData(GraphFormat.GraphMl)]
    [InlineData(GraphFormat.Dot)]
    public void The_culture_of_the_machine_changes_nothing(GraphFormat format)
    {
        var network = RandomNetwork.Of(7);
        var (written, before) = (Write(network, format), CultureInfo.CurrentCulture);
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = new NumberFormatInfo { NumberDecimalSeparator = ",", NegativeSign = "~" } };

            Assert.Equal(written, Write(network, format));
            SameNetwork.Assert(network, Read(written, format));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("network.graphml")]
    [InlineData("network.xml")]
    [InlineData("network.dot")]
    [InlineData("network.GV")]
    public void A_file_is_written_whole_and_read_by_its_name(string name)
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            var (path, network) = (Path.Combine(folder, name), RandomNetwork.Of(3));
            GraphFile.Write(network, path);

            SameNetwork.Assert(network, GraphFile.Read(path));
            Assert.Equal([path], Directory.EnumerateFiles(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void What_XML_cannot_write_is_told_and_leaves_no_file()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            var builder = new NetworkBuilder();
            builder.Add(new Institution("bell\u0007", InstitutionKind.Bank));

            Assert.Throws<ArgumentException>(() => GraphFile.Write(builder.Build(), Path.Combine(folder, "network.graphml")));
            Assert.Empty(Directory.EnumerateFiles(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Terms_are_kept_or_left_as_asked()
    {
        var builder = new NetworkBuilder { KeepsTerms = true };
        builder.Add(new Institution("A", InstitutionKind.Bank));
        builder.Add(new Institution("B", InstitutionKind.Bank));
        builder.Add(new Exposure(0, 1, 5), new ExposureTerms { Maturity = 3 });
        builder.Add(new Exposure(0, 1, 6), new ExposureTerms { Maturity = 4 });
        var written = Write(builder.Build(), GraphFormat.Dot);

        Assert.Equal([5, 6], Read(written, GraphFormat.Dot).Claims.Amount.ToArray());
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(written));
        var without = GraphFile.Read(stream, GraphFormat.Dot, "network.dot", keepsTerms: false);
        Assert.Equal([11], without.Claims.Amount.ToArray());
        Assert.Null(without.Terms);
    }

    private static string Write(Network network, GraphFormat format)
    {
        using var stream = new MemoryStream();
        GraphFile.Write(network, stream, format);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static Network Read(string text, GraphFormat format)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return GraphFile.Read(stream, format, "network");
    }
}
