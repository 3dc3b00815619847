using System.Security.Cryptography;
using ToolTime.Recording.Clock;
using ToolTime.Recording.Json;
using ToolTime.Recording.Platform;

namespace ToolTime.Recording.Home;

/// <summary>
/// This machine's secret, in config.json, created when first needed. Everything that must be unlinkable from outside is keyed with it:
/// local hashes, and the tokens of shared reports.
/// </summary>
internal static class LocalSecret
{
    private const int HexLength = 64;
    private const int MaxConfigBytes = 64 * 1024;

    private static readonly JsonField Secret = new(null, ConfigFile.SecretMember, 1024);
    private static readonly JsonField Clock = new(null, ConfigFile.ClockMember, 64);

    /// <summary>
    /// Null if there is no readable secret, or the home belongs to the other kind of clock. Loads nothing that a hook can do without.
    /// </summary>
    public static string? Read(ToolTimeHome home, HomeClock clock)
    {
        var scanner = new JsonFieldScanner([Secret, Clock]);
        scanner.Feed(SmallFile.Read(home.Config, MaxConfigBytes));
        return scanner.IsComplete && clock.Owns(scanner[Clock]) && scanner[Secret] is { Length: > 0 } secret ? secret : null;
    }

    /// <summary>
    /// If many processes find no secret at once, one creates it and the others get that one. Null if it cannot be created.
    /// </summary>
    public static string? Create(ToolTimeHome home, HomeClock clock)
    {
        try
        {
            return ConfigFile.Update(home, clock, _ => { }).Secret;
        }
        catch (ConfigException)
        {
            return null;
        }
    }

    public static string New() => RandomNumberGenerator.GetHexString(HexLength, lowercase: true);
}
