using ToolTime.Monitor.Security.Settings;

namespace ToolTime.Monitor.Security.Alerts;

/// <summary>Creates channels from their settings.</summary>
internal static class AlertChannels
{
    /// <summary>The kinds of channel.</summary>
    public static readonly IReadOnlyList<string> Kinds = ["terminal", "desktop", "webhook", "slack", "discord", "log", "command"];

    /// <summary>Why a channel cannot be used, or null.</summary>
    public static string? FaultOf(AlertChannelSettings settings) => settings.Kind switch
    {
        "terminal" or "desktop" => settings.Target is null ? null : "it takes no target",
        "webhook" or "slack" or "discord" => WebhookChannel.FaultOf(settings.Target),
        "log" => Path.IsPathFullyQualified(settings.Target ?? "") ? null : "its target must be the full path of a file",
        "command" => string.IsNullOrWhiteSpace(settings.Target) ? "its target is the command to run" : null,
        _ => $"the kind must be one of {string.Join(", ", Kinds)}",
    };

    /// <summary>The channel; null if the settings are invalid.</summary>
    public static IAlertChannel? Create(AlertChannelSettings settings) => FaultOf(settings) is not null ? null : settings.Kind switch
    {
        "terminal" => new TerminalChannel(),
        "desktop" => ProgramChannel.Desktop(),
        "log" => new LogChannel(settings.Target!),
        "command" => ProgramChannel.Command(settings.Target!),
        var form => new WebhookChannel(new Uri(settings.Target!), form),
    };
}
