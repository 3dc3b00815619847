using System.Text.RegularExpressions;
using ToolTime.Telemetry;

namespace ToolTime.Api.Telemetry;

/// <summary>
/// Versions: two to four numbers, and at most one word for what comes before a release, with a number. A branch, a path or a name in a
/// version is <c>other</c>.
/// </summary>
internal static partial class VersionText
{
    /// <summary>The version as it counts.</summary>
    public static string Normalize(string version) => Pattern().IsMatch(version) ? version : TelemetryNames.Other;

    [GeneratedRegex(
        @"\A[0-9]{1,5}(?:\.[0-9]{1,5}){1,3}(?:[.-]?(?:alpha|beta|rc|preview|dev|pre)(?:[.-]?[0-9]{1,5})?)?\z",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Pattern();
}
