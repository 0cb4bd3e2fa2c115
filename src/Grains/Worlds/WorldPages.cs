using System.Text;
using Orleans.Runtime;
using Orleans.Storage;

namespace Contagion.Grains;

/// <summary>The log of a world in grain storage, page by page, so that a line more writes no more than the last page.</summary>
/// <remarks>Storage refuses a page from whoever does not know its last version, so that of two activations of a world that do not know of each other
/// one keeps nothing. After a failure nobody knows what is kept: the pages are to be read anew.</remarks>
/// <param name="storage">Where pages are kept.</param>
/// <param name="world">The world.</param>
internal sealed class WorldPages(IGrainStorage storage, GrainId world)
{
    /// <summary>A page no longer than this takes another line, in UTF-16 units; one line alone may be longer.</summary>
    public const int LengthMax = 1 << 15;

    private GrainState<WorldPage> _last = new(new WorldPage());
    private int _number;

    /// <summary>Reads all lines.</summary>
    public async Task<string> Read()
    {
        var (lines, number) = (new StringBuilder(), 0);
        (_number, _last) = (0, new GrainState<WorldPage>(new WorldPage()));
        for (var page = await Page(0); page.RecordExists; page = await Page(++number))
        {
            (_number, _last) = (number, page);
            lines.Append(page.State.Lines);
        }

        return lines.ToString();
    }

    /// <summary>Keeps a further line; <see cref="Read"/> has to come first.</summary>
    public async Task Append(string line)
    {
        if (_last.RecordExists && _last.State.Lines.Length + line.Length > LengthMax)
        {
            (_number, _last) = (_number + 1, new GrainState<WorldPage>(new WorldPage()));
        }

        _last.State.Lines += line;
        await storage.WriteStateAsync(Name(_number), world, _last);
    }

    /// <summary>Forgets all lines, the last ones first: what is left after a failure is found by whoever clears again.</summary>
    public async Task Clear()
    {
        var pages = new Stack<GrainState<WorldPage>>();
        for (var page = await Page(0); page.RecordExists; page = await Page(pages.Count))
        {
            pages.Push(page);
        }

        while (pages.TryPop(out var page))
        {
            await storage.ClearStateAsync(Name(pages.Count), world, page);
        }

        (_number, _last) = (0, new GrainState<WorldPage>(new WorldPage()));
    }

    private static string Name(int number) => $"world log {number}";

    private async Task<GrainState<WorldPage>> Page(int number)
    {
        var page = new GrainState<WorldPage>(new WorldPage());
        await storage.ReadStateAsync(Name(number), world, page);
        return page;
    }
}
