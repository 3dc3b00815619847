namespace ToolTime.Silo.Startup;

/// <summary>Reports settings that do nothing to operators.</summary>
internal static partial class SettingsLog
{
    /// <summary>Warns of each unknown setting, by its name.</summary>
    public static void WarnOfUnknownSettings(this WebApplication app)
    {
        foreach (var name in UnknownSettings.In((IConfigurationRoot)app.Configuration))
        {
            LogUnknown(app.Logger, name, UnknownSettings.FindNearest(name) is { } nearest ? $"Is it {nearest}?" : "docs/operating.md lists those that are.");
        }
    }

    [LoggerMessage(3501, LogLevel.Warning, "The setting {Setting} is not known and does nothing. {Hint}")]
    private static partial void LogUnknown(ILogger logger, string setting, string hint);
}
