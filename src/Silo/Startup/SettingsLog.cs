namespace ToolTime.Silo.Startup;

/// <summary>Warns operators about settings that have no effect.</summary>
internal static partial class SettingsLog
{
    /// <summary>Logs a warning with the name of each unknown setting.</summary>
    public static void WarnOfUnknownSettings(this WebApplication app)
    {
        foreach (var name in UnknownSettings.In((IConfigurationRoot)app.Configuration))
        {
            LogUnknown(app.Logger, name, HintAt(name));
        }
    }

    /// <summary>The same for a verb, which has no log.</summary>
    public static void WarnOfUnknownSettings(this IConfigurationRoot configuration, TextWriter errors)
    {
        foreach (var name in UnknownSettings.In(configuration))
        {
            errors.WriteLine($"tooltime server: The setting {name} is unknown and has no effect. {HintAt(name)}");
        }
    }

    private static string HintAt(string name) =>
        UnknownSettings.FindNearest(name) is { } nearest ? $"Is it {nearest}?" : "docs/operating.md lists all settings.";

    [LoggerMessage(3501, LogLevel.Warning, "The setting {Setting} is unknown and has no effect. {Hint}")]
    private static partial void LogUnknown(ILogger logger, string setting, string hint);
}
