using ToolTime.Uploader.Sharing;

namespace ToolTime.Uploader.Commands;

/// <summary>An environment variable that the command reads.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Means">Its meaning and default.</param>
/// <param name="IsSecret">Whether its value is not to be shown.</param>
internal sealed record Variable(string Name, string Means, bool IsSecret = false)
{
    public static IReadOnlyList<Variable> All { get; } =
    [
        new("TOOLTIME_HOME", "the folder for everything that is stored; by default tooltime in $XDG_DATA_HOME or ~/.local/share"),
        new(Endpoint.Variable, "overrides api_endpoint"),
        new(LiveCommand.TokenVariable, "the token for `tooltime live --connect`", IsSecret: true),
        new("TOOLTIME_CLOCK_FILE", "a file with a UTC instant, for tests"),
        new("CI", "if set, not to 0 or false, nothing is sent or asked"),
        new("DO_NOT_TRACK", "the same"),
    ];
}
