using System.Buffers;
using System.Security.Cryptography;

namespace ToolTime.Telemetry;

/// <summary>128 random bits in a file, for each program of a user. They derive from nothing, so they cannot be guessed.</summary>
internal static class DeviceId
{
    private const int Length = 32;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>The folder of a program's id, unless the options name another.</summary>
    public static string DefaultFolder =>
        Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
            "tooltime-telemetry"
        );

    /// <summary>Reads the id; null if there is none yet.</summary>
    public static string? Read(string folder, string app) =>
        File.Exists(PathOf(folder, app))
        && File.ReadAllText(PathOf(folder, app)).Trim() is { Length: Length } id
        && !id.AsSpan().ContainsAnyExcept(HexDigits)
            ? id
            : null;

    /// <summary>Makes the id, or reads the one that another process has just made.</summary>
    /// <exception cref="IOException">It cannot be stored.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be stored.</exception>
    public static string Create(string folder, string app)
    {
        Directory.CreateDirectory(folder);
        var (path, id) = (PathOf(folder, app), Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Length / 2)));
        var made = $"{path}.{Environment.ProcessId}-{id[..8]}";
        try
        {
            File.WriteAllText(made, id + "\n");

            // An existing file is replaced if it has no valid id; otherwise another process was first.
            File.Move(made, path, overwrite: Read(folder, app) is null && File.Exists(path));
        }
        catch (IOException) when (Read(folder, app) is not null)
        {
            File.Delete(made);
        }

        return Read(folder, app) ?? throw new IOException("The id could not be stored.");
    }

    /// <summary>Deletes the id.</summary>
    public static void Delete(string folder, string app) => File.Delete(PathOf(folder, app));

    private static string PathOf(string folder, string app) => Path.Combine(folder, $"{app}.id");
}
