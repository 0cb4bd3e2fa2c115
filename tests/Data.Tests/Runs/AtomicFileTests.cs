namespace Contagion.Data.Tests.Runs;

/// <summary>A file is there whole or not at all.</summary>
public sealed class AtomicFileTests
{
    [Fact]
    public void A_file_is_written_and_leaves_no_other()
    {
        using var folder = new SmallFolder();

        AtomicFile.Write(folder.At("x.txt"), "Größe\n");

        Assert.Equal("Größe\n", File.ReadAllText(folder.At("x.txt")));
        Assert.Equal(0x47, File.ReadAllBytes(folder.At("x.txt"))[0]);
        Assert.Empty(Directory.EnumerateFiles(folder.Path, "*.tmp"));
    }

    [Fact]
    public void A_file_that_is_there_is_replaced()
    {
        using var folder = new SmallFolder().Write("x.txt", "a much longer text than the new one");

        AtomicFile.Write(folder.At("x.txt"), "new");

        Assert.Equal("new", File.ReadAllText(folder.At("x.txt")));
    }

    [Fact]
    public void A_failure_while_writing_leaves_the_file_as_it_was()
    {
        using var folder = new SmallFolder().Write("x.txt", "old");

        Assert.Throws<IOException>(() => AtomicFile.Write(folder.At("x.txt"), stream =>
        {
            stream.Write("half"u8);
            throw new IOException("the disk is full");
        }));

        Assert.Equal("old", File.ReadAllText(folder.At("x.txt")));
    }

    [Fact]
    public void The_rest_of_an_interrupted_writing_does_not_matter()
    {
        using var folder = new SmallFolder().Write("x.txt.tmp", "a long rest of a process that was killed");

        AtomicFile.Write(folder.At("x.txt"), "new");

        Assert.Equal("new", File.ReadAllText(folder.At("x.txt")));
        Assert.False(File.Exists(folder.At("x.txt.tmp")));
    }
}
