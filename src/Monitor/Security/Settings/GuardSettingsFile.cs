using System.Text.Json;
using ToolTime.Recording.Home;
using ToolTime.Recording.Platform;

namespace ToolTime.Monitor.Security.Settings;

/// <summary>
/// Reads and writes security.json. It exists only while something is on, so that a hook with nothing to guard sees that at once.
/// </summary>
internal static class GuardSettingsFile
{
    private const int OrdinaryBytes = 16 * 1024;

    /// <summary>The settings; <see cref="GuardSettings.Off"/> if there is no file.</summary>
    /// <exception cref="ConfigException">The file is damaged or invalid.</exception>
    public static GuardSettings Read(ToolTimeHome home)
    {
        GuardSettings settings;
        try
        {
            var content = SmallFile.Read(home.Security, OrdinaryBytes);
            // If it cannot be read so, this says why.
            settings = GuardSettingsReader.Read(content.Length is > 0 and < OrdinaryBytes ? content : File.ReadAllBytes(home.Security));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return GuardSettings.Off;
        }
        catch (JsonException e)
        {
            throw new ConfigException($"{home.Security} is broken (line {e.LineNumber + 1}). Repair it or move it away.");
        }
        catch (ConfigException e)
        {
            throw new ConfigException($"{home.Security} is broken: {e.Message}. Repair it or move it away.");
        }

        return FaultOf(settings) is { } fault ? throw new ConfigException($"{home.Security} is broken: {fault}.") : settings;
    }

    /// <summary>Changes the settings under a lock. A dry run writes nothing.</summary>
    /// <exception cref="ConfigException">As <see cref="Read"/>, or another process holds the file.</exception>
    public static GuardSettings Update(ToolTimeHome home, Func<GuardSettings, GuardSettings> change, bool isDryRun = false)
    {
        using var held = isDryRun ? null : ConfigLock.Acquire(home);
        var settings = change(Read(home));
        if (isDryRun)
        {
            return settings;
        }

        if (settings.IsAnyOn)
        {
            var content = JsonSerializer.SerializeToUtf8Bytes(settings, GuardJson.Default.GuardSettings);
            PrivateFiles.Replace(home.Security, [.. content, (byte)'\n']);
        }
        else
        {
            File.Delete(home.Security);
        }

        return settings;
    }

    private static string? FaultOf(GuardSettings settings)
    {
        if (settings.BlockFrom is { } from && SeverityName.Parse(from) is null)
        {
            return "`block_from` is not a severity";
        }

        if (BlockAnswerName.Parse(settings.BlockAnswer) is null)
        {
            return "`block_answer` is neither `deny` nor `ask`";
        }

        return settings.Channels.Any(channel => SeverityName.Parse(channel.From) is null)
            ? "a channel's `from` is not a severity" : null;
    }
}
