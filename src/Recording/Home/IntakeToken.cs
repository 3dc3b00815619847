using System.Security.Cryptography;
using System.Text;
using ToolTime.Recording.Platform;

namespace ToolTime.Recording.Home;

/// <summary>
/// What lets agents send telemetry and hooks to `tooltime serve`: 256 bits in a file of their own, since they stand in agents' settings and
/// must outlive a start. It lets nobody read anything.
/// </summary>
internal static class IntakeToken
{
    private const int HexLength = 64;

    /// <summary>Null where there is none that is whole.</summary>
    public static string? Read(ToolTimeHome home)
    {
        if (!File.Exists(home.IntakeToken))
        {
            return null;
        }

        var token = File.ReadAllText(home.IntakeToken).Trim();
        return token.Length == HexLength && token.All(char.IsAsciiHexDigitLower) ? token : null;
    }

    /// <summary>Makes one where there is none; of several processes that do so at once all get the same.</summary>
    /// <exception cref="ConfigException">The home is held by another process.</exception>
    public static string ReadOrCreate(ToolTimeHome home)
    {
        if (Read(home) is { } known)
        {
            return known;
        }

        PrivateFiles.CreateFolder(home.Path);
        using var held =
            FileLock.Acquire(home.ConfigLock) ?? throw new ConfigException($"{home.ConfigLock} is held by another process.");
        if (Read(home) is { } made)
        {
            return made;
        }

        var token = RandomNumberGenerator.GetHexString(HexLength, lowercase: true);
        PrivateFiles.Replace(home.IntakeToken, Encoding.ASCII.GetBytes(token + "\n"));
        return token;
    }
}
