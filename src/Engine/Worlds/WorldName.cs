namespace Contagion.Engine;

/// <summary>Names of worlds.</summary>
public static class WorldName
{
    /// <summary>The longest.</summary>
    public const int LengthMax = 200;

    /// <summary>Refuses what is no name of a world.</summary>
    /// <exception cref="WorldException">It is empty, too long, or has a slash, which parts a world's name from an institution's id.</exception>
    public static void Expect(string world)
    {
        if (world.Length is 0 or > LengthMax || world.Contains('/') || world.Any(char.IsControl))
        {
            throw new WorldException(WorldFault.Wrong, $"a world is named by 1 to {LengthMax} letters without '/'");
        }
    }
}
