using System.Globalization;

namespace Contagion.Api;

/// <summary>What a request must give.</summary>
internal static class Given
{
    /// <summary>The longest name of a run, a comparison or a network.</summary>
    public const int NameMax = 200;

    /// <summary>The longest setting.</summary>
    public const int SettingMax = 4_000;

    /// <summary>The most settings.</summary>
    public const int SettingsMax = 1_000;

    /// <summary>Refuses a list with nothing in one of its places, which JSON has no type against.</summary>
    /// <exception cref="Refusal">There is one.</exception>
    public static void ExpectAll<T>(IReadOnlyList<T>? list, string name)
    {
        if (list?.Any(one => one is null) == true)
        {
            throw Refusal.Wrong($"'{name}' has null in it; expected a list without");
        }
    }

    /// <summary>Refuses settings that are too many or too long: a fault tells the setting it is in, and there may be a thousand faults.</summary>
    /// <exception cref="Refusal">They are.</exception>
    public static void ExpectSettings(IReadOnlyList<string>? set)
    {
        ExpectAll(set, "set");
        if (set is not null && (set.Count > SettingsMax || set.Any(one => one.Length > SettingMax)))
        {
            throw Refusal.Wrong(string.Create(CultureInfo.InvariantCulture, $"there are {set.Count:N0} settings, the longest of {set.Max(one => one.Length):N0} characters; expected at most {SettingsMax:N0} of at most {SettingMax:N0}; more belongs into the scenario"));
        }
    }

    /// <summary>Refuses a name that nobody reads to its end.</summary>
    /// <exception cref="Refusal">It is one.</exception>
    public static void ExpectName(string? name)
    {
        if (name?.Length > NameMax)
        {
            throw Refusal.Wrong($"'name' has {name.Length} characters; expected at most {NameMax}");
        }
    }
}
