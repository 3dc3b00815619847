using ToolTime.Recording.Usage;

namespace ToolTime.Uploader.Connecting;

/// <summary>This repository's plugin for Claude Code, from any marketplace.</summary>
internal static class OurPlugin
{
    private const string Prefix = "tooltime@";

    public static bool IsEnabled(Func<string, string?> environment) =>
        EnabledPlugins.Read(environment).Any(plugin => plugin.StartsWith(Prefix, StringComparison.Ordinal));
}
