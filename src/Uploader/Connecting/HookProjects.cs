using System.Text.Json;
using ToolTime.Recording.Home;
using ToolTime.Recording.Json;
using ToolTime.Recording.Usage;
using ToolTime.Transcripts;
using ToolTime.Transcripts.Reporting;

namespace ToolTime.Uploader.Connecting;

/// <summary>The projects in which hooks recorded lately. Hooks store a folder's name, and no path.</summary>
internal static class HookProjects
{
    /// <summary>By name; a name may stand for several folders.</summary>
    public static IEnumerable<UsedProject> Read(ToolTimeHome home) =>
        new RollupStore(home)
            .RecordedDays()
            .SelectMany(day => File.ReadLines(home.EventsOf(day)))
            .Select(Parse)
            .OfType<Recorded>()
            .Where(recorded => recorded.Folder.Length > 0)
            .GroupBy(recorded => recorded.Folder, StringComparer.Ordinal)
            .Select(folder => new UsedProject(
                FolderHash: 0,
                folder.Key,
                [.. folder.Select(recorded => recorded.Client).Distinct().Order(StringComparer.Ordinal)],
                folder.Select(recorded => recorded.Session).Distinct().Count(),
                folder.Max(recorded => recorded.At) is [.. var second, _, _, _, _, 'Z'] ? second + "Z" : null));

    private static Recorded? Parse(string line)
    {
        try
        {
            using var document = ForeignJson.Parse(System.Text.Encoding.UTF8.GetBytes(line));
            var root = document.RootElement;
            return new Recorded(root.Text("folder"), root.Text("client"), root.Text("session"), root.Text("at"));
        }
        catch (JsonException)
        {
            // A writer was killed, or the disk was full.
            return null;
        }
    }

    private sealed record Recorded(string Folder, string Client, string Session, string At);
}
