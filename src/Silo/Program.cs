namespace Contagion.Silo;

/// <summary>A node of the cluster.</summary>
internal static class Program
{
    public static int Main() => 0;
}
