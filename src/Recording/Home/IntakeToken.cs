using System.Security.Cryptography;
using System.Text;
using ToolTime.Recording.Platform;

namespace ToolTime.Recording.Home;

/// <summary>
/// The token with which agents send telemetry and hooks to `tooltime serve`: 256 bits in a file of its own, since agents' settings hold it
/// and it must survive restarts. It allows no reading.
/// </summary>
internal static class IntakeToken
{
    private const int HexLength = 64;

    // What a dry run shows in place of the token that it does not create.
    private const string Unmade = "(created without --dry-run)";

    /// <summary>Null if there is no valid one.</summary>
    public static string? Read(ToolTimeHome home)
    {
        if (!File.Exists(home.IntakeToken))
        {
            return null;
        }

        var token = File.ReadAllText(home.IntakeToken).Trim();
        return token.Length == HexLength && token.All(char.IsAsciiHexDigitLower) ? token : null;
    }

    /// <summary>
    /// Creates one if there is none; processes that do so at the same time all get the same. A dry run creates none.
    /// </summary>
    /// <exception cref="ConfigException">Another process holds the home's lock.</exception>
    public static string ReadOrCreate(ToolTimeHome home, bool isDryRun = false)
    {
        if (Read(home) is { } known)
        {
            return known;
        }

        if (isDryRun)
        {
            return Unmade;
        }

        using var held = ConfigLock.Acquire(home);
        if (Read(home) is { } made)
        {
            return made;
        }

        var token = RandomNumberGenerator.GetHexString(HexLength, lowercase: true);
        PrivateFiles.Replace(home.IntakeToken, Encoding.ASCII.GetBytes(token + "\n"));
        return token;
    }
}
