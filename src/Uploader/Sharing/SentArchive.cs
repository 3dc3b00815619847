using ToolTime.Recording.Clock;
using ToolTime.Recording.Home;
using ToolTime.Recording.Json;
using ToolTime.Recording.Platform;

namespace ToolTime.Uploader.Sharing;

/// <summary>
/// sent/: every report byte for byte, written before it is sent and retained for 90 days, and the answers in sent/answers/.
/// </summary>
internal sealed class SentArchive(ToolTimeHome home, TimeProvider clock)
{
    private static readonly TimeSpan Retention = TimeSpan.FromDays(90);

    private string Answers => Path.Combine(home.Sent, "answers");

    /// <summary>The names of all reports, oldest first.</summary>
    public IEnumerable<string> Names =>
        !Directory.Exists(home.Sent)
            ? []
            : Directory
                .EnumerateFiles(home.Sent, "*.json")
                .Select(path => Path.GetFileNameWithoutExtension(path)!)
                .Order(StringComparer.Ordinal);

    /// <returns>The name under which it is stored.</returns>
    public string Add(PlannedSubmission submission)
    {
        PrivateFiles.CreateFolder(home.Sent);
        var first = $"{UtcText.Compact(clock.GetUtcNow())}-{submission.Client}";
        var name = first;
        for (var i = 2; File.Exists(PathOf(name)); i++)
        {
            name = $"{first}-{i}";
        }

        PrivateFiles.Replace(PathOf(name), submission.Body);
        return name;
    }

    public byte[] Read(string name) => File.ReadAllBytes(PathOf(name));

    public void AddAnswer(string name, SentAnswer answer) =>
        OwnJson.Replace(AnswerOf(name), answer, ClientJson.Default.SentAnswer);

    /// <summary>Null if none was stored: the sender was stopped while waiting.</summary>
    public SentAnswer? AnswerTo(string name) => OwnJson.Read(AnswerOf(name), ClientJson.Default.SentAnswer);

    public void RemoveOld()
    {
        var oldest = UtcText.Compact(clock.GetUtcNow() - Retention);
        foreach (var name in Names.Where(name => string.CompareOrdinal(name, oldest) < 0).ToList())
        {
            File.Delete(PathOf(name));
            if (Directory.Exists(Answers))
            {
                File.Delete(AnswerOf(name));
            }
        }
    }

    private string PathOf(string name) => Path.Combine(home.Sent, name + ".json");

    private string AnswerOf(string name) => Path.Combine(Answers, name + ".json");
}

/// <summary>sent/answers/: the answer to a report.</summary>
internal sealed record SentAnswer
{
    public required string At { get; init; }

    public required string Server { get; init; }

    /// <summary>In our words: accepted, already known, refused, kept for later.</summary>
    public required string Outcome { get; init; }

    /// <summary>The HTTP status; null if no answer came.</summary>
    public int? Status { get; init; }

    /// <summary>The server's own words, shortened and without control characters.</summary>
    public string? Body { get; init; }
}
