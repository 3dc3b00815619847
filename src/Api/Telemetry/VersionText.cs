using System.Text.RegularExpressions;
using ToolTime.Telemetry;

namespace ToolTime.Api.Telemetry;

/// <summary>
/// Normalizes versions: two to four numbers, and optionally a prerelease word with a number. A branch, path or name becomes <c>other</c>.
/// </summary>
internal static partial class VersionText
{
    /// <summary>The version under which it counts.</summary>
    public static string Normalize(string version) => Pattern().IsMatch(version) ? version : TelemetryNames.Other;

    [GeneratedRegex(
        @"\A[0-9]{1,5}(?:\.[0-9]{1,5}){1,3}(?:[.-]?(?:alpha|beta|rc|preview|dev|pre)(?:[.-]?[0-9]{1,5})?)?\z",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Pattern();
}
